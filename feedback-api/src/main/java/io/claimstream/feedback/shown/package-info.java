/** What was shown to whom before they decide. */
@NullMarked
package io.claimstream.feedback.shown;

import org.jspecify.annotations.NullMarked;
