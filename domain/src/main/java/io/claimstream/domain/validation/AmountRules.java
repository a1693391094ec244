package io.claimstream.domain.validation;

import static io.claimstream.domain.validation.Rule.AMOUNT_NEGATIVE;
import static io.claimstream.domain.validation.Rule.AMOUNT_TOO_LARGE;
import static io.claimstream.domain.validation.Rule.TOTAL_TOO_LARGE;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.event.HeadsOfLoss;
import java.math.BigDecimal;

/** Rules for money: not negative, and bounded, so that sums over years stay within their types. */
final class AmountRules {

    static final BigDecimal LARGEST_HEAD = new BigDecimal("100000000");
    static final BigDecimal LARGEST_TOTAL = new BigDecimal("500000000");

    private AmountRules() {}

    static void check(HeadsOfLoss heads, Findings findings) {
        for (HeadOfLoss head : HeadOfLoss.values()) {
            BigDecimal amount = head.of(heads).orElse(BigDecimal.ZERO);
            String path = "headsOfLoss." + head.field();
            findings.require(amount.signum() >= 0, AMOUNT_NEGATIVE, path, "0 or more");
            findings.require(amount.compareTo(LARGEST_HEAD) <= 0, AMOUNT_TOO_LARGE, path, "at most " + LARGEST_HEAD);
        }
        findings.require(
                HeadOfLoss.sum(heads).compareTo(LARGEST_TOTAL) <= 0,
                TOTAL_TOO_LARGE,
                "headsOfLoss",
                "heads of loss of at most " + LARGEST_TOTAL + " together");
    }
}
