/** The page of figures for the head of claims, and its report of a month. */
@NullMarked
package io.claimstream.feedback.page.overview;

import org.jspecify.annotations.NullMarked;
