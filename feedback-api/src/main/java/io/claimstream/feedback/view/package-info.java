/** The read model: topics projected into tables, exactly once, and the questions asked of them. */
@NullMarked
package io.claimstream.feedback.view;

import org.jspecify.annotations.NullMarked;
