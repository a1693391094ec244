/** Tests of io.claimstream.feedback.desk. */
@NullMarked
package io.claimstream.feedback.desk;

import org.jspecify.annotations.NullMarked;
