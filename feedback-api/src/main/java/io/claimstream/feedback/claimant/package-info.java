/** What claimants are told of an estimate in plain words: the letter, on a page and on paper. */
@NullMarked
package io.claimstream.feedback.claimant;

import org.jspecify.annotations.NullMarked;
