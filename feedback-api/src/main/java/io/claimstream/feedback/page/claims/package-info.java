/** The page on which claims are searched for. */
@NullMarked
package io.claimstream.feedback.page.claims;

import org.jspecify.annotations.NullMarked;
