/** Tests of io.claimstream.feedback.tls. */
@NullMarked
package io.claimstream.feedback.tls;

import org.jspecify.annotations.NullMarked;
