/** Everything that is held on one claimant, gathered from the read model, the records and the log. */
@NullMarked
package io.claimstream.feedback.export;

import org.jspecify.annotations.NullMarked;
