/* Finding an answer with a code. */

import "../answer.js";
