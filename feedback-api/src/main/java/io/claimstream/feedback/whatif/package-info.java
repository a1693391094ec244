/** What was behind a score, what would move it, and what would be if: computed here, with the models of the model topics, and written nowhere. */
@NullMarked
package io.claimstream.feedback.whatif;

import org.jspecify.annotations.NullMarked;
