/** Tests of the pages. */
@NullMarked
package io.claimstream.feedback.page;

import org.jspecify.annotations.NullMarked;
