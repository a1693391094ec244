/** Figures for people: sums that are kept, and what is made of them. */
@NullMarked
package io.claimstream.feedback.figures;

import org.jspecify.annotations.NullMarked;
