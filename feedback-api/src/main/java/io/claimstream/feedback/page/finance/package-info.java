/** What each insurer used, what of it is billed, at which rates, and the invoices. */
@NullMarked
package io.claimstream.feedback.page.finance;

import org.jspecify.annotations.NullMarked;
