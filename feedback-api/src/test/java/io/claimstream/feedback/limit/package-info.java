/** Tests of io.claimstream.feedback.limit. */
@NullMarked
package io.claimstream.feedback.limit;

import org.jspecify.annotations.NullMarked;
