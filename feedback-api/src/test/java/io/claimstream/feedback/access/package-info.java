/** Tests of io.claimstream.feedback.access. */
@NullMarked
package io.claimstream.feedback.access;

import org.jspecify.annotations.NullMarked;
