package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.math.BigDecimal;

/**
 * What settled claims are looked for beside a claim: those of its insurer, line of business, currency and feature set that were estimated nearest to it.
 *
 * @param claim the claim, which is not looked for itself
 * @param lineOfBusiness its line of business
 * @param currency ISO 4217 code
 * @param featureSet the version of its feature set
 * @param estimate its estimate
 * @param most the most claims to find on either side of the estimate; 1 or more
 */
public record SettledSearch(
        ClaimKey claim, String lineOfBusiness, String currency, String featureSet, BigDecimal estimate, int most) {}
