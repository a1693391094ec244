/** Who changed what, and what was refused. */
@NullMarked
package io.claimstream.feedback.audit;

import org.jspecify.annotations.NullMarked;
