/** Tests of io.claimstream.feedback.contract. */
@NullMarked
package io.claimstream.feedback.contract;

import org.jspecify.annotations.NullMarked;
