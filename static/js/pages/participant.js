/* The page of a participant. */

import "../live.js";
import "../clock.js";
import "../countdown.js";
import "../ballots.js";
import "../score.js";
import "../survey.js";
import "../ordering.js";
import "../dividing.js";
import "../upvotes.js";
import "../draft.js";
import "../receipts.js";
import "../copying.js";
import "../street.js";
import "../writing.js";
import "../noticing.js";
import "../introduction.js";
import "../stage.js";
