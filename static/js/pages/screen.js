/* The projector. */

import "../live.js";
import "../clock.js";
import "../fitting.js";
