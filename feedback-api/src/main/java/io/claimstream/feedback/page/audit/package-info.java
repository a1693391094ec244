/** The audit trail, and the trail of one claim or model version. */
@NullMarked
package io.claimstream.feedback.page.audit;

import org.jspecify.annotations.NullMarked;
