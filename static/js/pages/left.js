/* After leaving. */

import { forgetParticipants } from "../forgetting.js";

forgetParticipants();
