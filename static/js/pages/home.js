/* The front door. */

import "../join.js";
