/** Bills insurers for scores: what was metered, rates, invoices and credit notes. */
@NullMarked
package io.claimstream.feedback.billing;

import org.jspecify.annotations.NullMarked;
