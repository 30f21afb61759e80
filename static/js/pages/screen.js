/* The projector. */

import "../live.js";
import "../clock.js";
