/* Making and using a passkey. */

import "../passkeys.js";
