package io.claimstream.model.gate;

/**
 * The limits of the gates that have a choice.
 *
 * @param coverageAllowance how far the coverage of all claims may truly lie below what intervals state, 0 to 0.8
 * @param groupAllowance the same within a band of amounts, 0 to 0.8: intervals are right for all claims together, and for a band as far as the
 *     model knows which claims are hard
 * @param coverageLevel probability of a refusal although no coverage is below its allowance, above 0 and at most 0.5
 * @param speedRatio how many times as long as the reference model the model may take, 0.1 or more
 */
public record GateRules(double coverageAllowance, double groupAllowance, double coverageLevel, double speedRatio) {}
