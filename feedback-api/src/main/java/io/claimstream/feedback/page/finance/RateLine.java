package io.claimstream.feedback.page.finance;

import io.claimstream.domain.billing.Tier;
import io.claimstream.feedback.billing.Rate;
import io.claimstream.feedback.billing.RateSpec;
import io.claimstream.feedback.page.Reader;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** A rate as its page shows it: every cell as text. */
public record RateLine(
        String id, String insurer, String months, String currency, List<String> tiers, String tax, String payment) {

    static RateLine of(Rate rate, Reader reader) {
        RateSpec spec = rate.spec();
        YearMonth last = spec.months().last();
        String first = reader.month(spec.months().first().atDay(1));
        return new RateLine(
                rate.rateId(),
                spec.insurer(),
                last == null ? "From " + first : first + " to " + reader.month(last.atDay(1)),
                spec.currency(),
                tiers(spec, reader),
                spec.taxPercent().stripTrailingZeros().toPlainString() + " %",
                reader.count(spec.paymentDays()) + (spec.paymentDays() == 1 ? " day" : " days"));
    }

    private static List<String> tiers(RateSpec spec, Reader reader) {
        List<String> lines = new ArrayList<>();
        String last = "All";
        for (Tier tier : spec.tiers().tiers()) {
            Long through = tier.through();
            String what = through == null ? last : "Up to " + reader.count(through);
            last = through == null ? last : "Above " + reader.count(through);
            lines.add(what + ": " + tier.price().toPlainString());
        }
        return lines;
    }
}
