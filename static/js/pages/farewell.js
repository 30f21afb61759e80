/* The farewell of a participant. */

import "../returning.js";
import "../copying.js";
import "../farewell.js";
