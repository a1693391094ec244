/** Tests of io.claimstream.feedback.account. */
@NullMarked
package io.claimstream.feedback.account;

import org.jspecify.annotations.NullMarked;
