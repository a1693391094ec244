/**
 * What did not get through: dead letters and rejections as operators look for them, what stands in them, and putting dead letters back, once each.
 */
@NullMarked
package io.claimstream.feedback.letter;

import org.jspecify.annotations.NullMarked;
