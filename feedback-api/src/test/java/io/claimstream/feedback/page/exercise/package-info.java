/** The pages of exercises. */
@NullMarked
package io.claimstream.feedback.page.exercise;

import org.jspecify.annotations.NullMarked;
