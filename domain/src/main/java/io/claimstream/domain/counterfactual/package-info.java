/** What may be changed about a claim to ask what its estimate would be then. */
@NullMarked
package io.claimstream.domain.counterfactual;

import org.jspecify.annotations.NullMarked;
