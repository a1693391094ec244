/** Puts the pages together: {@link io.claimstream.feedback.page.site.Site} knows every one and shows problems as pages. */
@NullMarked
package io.claimstream.feedback.page.site;

import org.jspecify.annotations.NullMarked;
