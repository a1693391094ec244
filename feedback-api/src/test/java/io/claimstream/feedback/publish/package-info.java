/** Tests of io.claimstream.feedback.publish. */
@NullMarked
package io.claimstream.feedback.publish;

import org.jspecify.annotations.NullMarked;
