/** What each insurer used, by month, with a file to bill from. */
@NullMarked
package io.claimstream.feedback.page.finance;

import org.jspecify.annotations.NullMarked;
