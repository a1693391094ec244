/**
 * Whether estimates are as good for one group of people as for another. Protected attributes are read here and nowhere else in this module:
 * they come in beside the rows, never among their features.
 */
@NullMarked
package io.claimstream.model.evaluation.fairness;

import org.jspecify.annotations.NullMarked;
