/** Pages of privacy: erasures, what keeps claimants from being erased, exports, and how long is kept. */
@NullMarked
package io.claimstream.feedback.page.privacy;

import org.jspecify.annotations.NullMarked;
