/** What administrators lay down about decisions on claims. */
@NullMarked
package io.claimstream.feedback.policy;

import org.jspecify.annotations.NullMarked;
