/** The pages in a real browser. */
@NullMarked
package io.claimstream.feedback.browser;

import org.jspecify.annotations.NullMarked;
