/** Tests of feedback-api. */
@NullMarked
package io.claimstream.feedback;

import org.jspecify.annotations.NullMarked;
