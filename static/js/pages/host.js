/* The console of a host. */

import "../live.js";
import "../clock.js";
import "../countdown.js";
import "../keys.js";
import "../ticking.js";
import "../copying.js";
import "../breakouts-host.js";
import "../following.js";
import "../arranging.js";
