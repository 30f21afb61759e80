/* The front door. */

import "../join.js";
import "../teams.js";
