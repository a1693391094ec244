/** What scores cost: graduated tiers, amounts with stated rounding, what an invoice may become, and what may be credited. */
@NullMarked
package io.claimstream.domain.billing;

import org.jspecify.annotations.NullMarked;
