/** Tests of io.claimstream.feedback.view. */
@NullMarked
package io.claimstream.feedback.view;

import org.jspecify.annotations.NullMarked;
