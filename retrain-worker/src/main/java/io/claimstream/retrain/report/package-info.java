/**
 * The evaluation report of each candidate. The one place of this service that reads protected attributes: for the report, and for the gate that
 * asks it whether the candidate is fair.
 */
@NullMarked
package io.claimstream.retrain.report;

import org.jspecify.annotations.NullMarked;
