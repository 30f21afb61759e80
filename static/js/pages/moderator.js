/* The page of a moderator. */

import "../live.js";
import "../clock.js";
import "../keys.js";
import "../ticking.js";
