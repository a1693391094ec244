package io.claimstream.feedback.figures;

import java.time.LocalDate;

/**
 * Estimates against payments of the claims of one line of business and currency that were settled in a month.
 *
 * @param month its first day
 * @param sums sums over them
 * @param estimates how their estimates are distributed
 * @param payments how what was paid is distributed
 */
public record PaidMonth(
        LocalDate month,
        String lineOfBusiness,
        String currency,
        SettledSums sums,
        AmountSketch estimates,
        AmountSketch payments) {}
