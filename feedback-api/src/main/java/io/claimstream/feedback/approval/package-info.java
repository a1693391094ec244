/** What waits for a second person: commands about models, and decisions on claims. */
@NullMarked
package io.claimstream.feedback.approval;

import org.jspecify.annotations.NullMarked;
