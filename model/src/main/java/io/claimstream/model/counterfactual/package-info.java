/**
 * What would have to be different about a claim for its estimate to cross an amount. An ensemble of trees is constant between its
 * thresholds, so the values that matter of a field are finitely many, and {@link
 * io.claimstream.model.counterfactual.CounterfactualSearch} tries them from the nearest on.
 */
@NullMarked
package io.claimstream.model.counterfactual;

import org.jspecify.annotations.NullMarked;
