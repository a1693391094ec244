/** Requests made from the contract, right ones and wrong ones, by the thousand. */
@NullMarked
package io.claimstream.feedback.abuse;

import org.jspecify.annotations.NullMarked;
