package io.claimstream.launcher.audit;

import java.math.BigDecimal;

/**
 * A settled claim and what had been estimated before.
 *
 * @param insurer insurer of the claim
 * @param claimId the claim, within the insurer
 * @param revision last revision scored live before the settlement
 * @param modelVersion the model that scored it
 * @param estimate its live estimate
 * @param sumOfHeads the baseline's estimate: the sum of the heads of loss
 * @param settlement what was paid, above 0
 * @param trainedOn whether the claim stands in the dataset of any published model
 */
public record AccuracyPoint(
        String insurer,
        String claimId,
        int revision,
        String modelVersion,
        BigDecimal estimate,
        BigDecimal sumOfHeads,
        BigDecimal settlement,
        boolean trainedOn) {}
