package io.claimstream.domain.feature;

import io.claimstream.domain.feature.CategorySet.Category;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in plain words what a group of features holds and, where asked, which way it moves the estimate. Pure. */
public final class FeatureText {

    private static final int GROUP = 3;
    private static final String UNKNOWN = " is not stated";

    private static final Map<String, Function<Facts, String>> WORDS = words();

    private FeatureText() {}

    /**
     * One sentence, without a full stop, about the features of a group.
     *
     * @param group name of the group, see {@link FeatureGroups}
     * @param values every feature of set v1, in order
     * @param currency ISO 4217 code of the claim's amounts
     * @throws IllegalArgumentException when there is no such group
     */
    public static String describe(String group, List<Float> values, String currency) {
        Function<Facts, String> words = WORDS.get(group);
        if (words == null) {
            throw new IllegalArgumentException("Expected a group of feature set v1, but got '" + group + "'");
        }
        return words.apply(new Facts(values, currency));
    }

    /**
     * One sentence, with a full stop: the facts of a group, and which way and by how much they move the estimate.
     *
     * @param amount what the group adds to the base value, in the claim's currency
     */
    public static String sentence(String group, List<Float> values, String currency, BigDecimal amount) {
        return moved(describe(group, values, currency), currency, amount);
    }

    /** As {@link #sentence}, of facts in words as {@link #describe} gives them. */
    public static String moved(String facts, String currency, BigDecimal amount) {
        Direction direction = Direction.of(amount);
        String moved = direction.words() + (direction == Direction.NONE ? "" : " " + money(currency, amount.abs()));
        return facts + "; this " + moved + ".";
    }

    private static String money(String currency, BigDecimal amount) {
        return currency + " " + grouped(amount.setScale(2, RoundingMode.HALF_EVEN));
    }

    /** As {@code %,.2f} does; a format string would be parsed again for every reason of every score. */
    private static String grouped(BigDecimal amount) {
        StringBuilder text = new StringBuilder(amount.toPlainString());
        int first = amount.signum() < 0 ? 1 : 0;
        for (int comma = text.indexOf(".") - GROUP; comma > first; comma -= GROUP) {
            text.insert(comma, ',');
        }
        return text.toString();
    }

    private static Map<String, Function<Facts, String>> words() {
        return Stream.of(
                        Map.<String, Function<Facts, String>>of(
                                "amount_claimed", FeatureText::amountClaimed,
                                "missing_heads",
                                        facts -> facts.count("missing_heads", "head of loss", "heads of loss")
                                                + " not known yet",
                                "prognosis_months", FeatureText::prognosis,
                                "claim_lag_days", FeatureText::claimLag,
                                "accident_type", facts -> category(facts, Categories.ACCIDENT_TYPE, "Accident"),
                                "dominant_injury",
                                        facts -> category(facts, Categories.DOMINANT_INJURY, "Dominant injury"),
                                "revision_count",
                                        facts -> facts.count("revision_count", "revision", "revisions")
                                                + " of the claim so far"),
                        Map.<String, Function<Facts, String>>of(
                                "whiplash", facts -> flag(facts, "whiplash", "Whiplash"),
                                "minor_psychological_injury",
                                        facts ->
                                                flag(facts, "minor_psychological_injury", "Minor psychological injury"),
                                "exceptional_circumstances",
                                        facts -> flag(facts, "exceptional_circumstances", "Exceptional circumstances"),
                                "claimant_history", facts -> history(facts, "claimant"),
                                "provider_history", facts -> history(facts, "provider")),
                        heads())
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Function<Facts, String>> heads() {
        return HeadFeature.ALL.stream()
                .collect(Collectors.toMap(
                        HeadFeature::feature, head -> facts -> amount(facts, head.feature(), head.words())));
    }

    private static String amountClaimed(Facts facts) {
        return amount(facts, "sum_heads", "Total claimed")
                + (facts.isMissing("sum_heads")
                        ? ""
                        : " (special damages " + facts.moneyOrUnknown("sum_special") + ", general damages "
                                + facts.moneyOrUnknown("sum_general") + ")");
    }

    private static String amount(Facts facts, String feature, String words) {
        return words + (facts.isMissing(feature) ? UNKNOWN : " " + facts.moneyOrUnknown(feature));
    }

    private static String prognosis(Facts facts) {
        return "Prognosis"
                + (facts.isMissing("prognosis_months")
                        ? UNKNOWN
                        : " of " + facts.count("prognosis_months", "month", "months"));
    }

    private static String claimLag(Facts facts) {
        return facts.isMissing("claim_lag_days")
                ? "Time from accident to claim" + UNKNOWN
                : "Claim made " + facts.count("claim_lag_days", "day", "days") + " after the accident";
    }

    private static String flag(Facts facts, String feature, String words) {
        return words + (facts.isMissing(feature) ? UNKNOWN : facts.value(feature) == 1f ? ": yes" : ": no");
    }

    private static String category(Facts facts, CategorySet set, String words) {
        if (facts.isMissing(set.group() + "_" + CategorySet.OTHER)) {
            return words + UNKNOWN;
        }
        return words + ": "
                + set.categories().stream()
                        .filter(category -> facts.value(set.group() + "_" + category.suffix()) == 1f)
                        .map(Category::value)
                        .findFirst()
                        .orElse("other");
    }

    private static String history(Facts facts, String who) {
        if (facts.isMissing(who + "_claims_365")) {
            return "No " + who + " named";
        }
        String words = "Earlier claims of this " + who + " in " + facts.currency() + " in a year: "
                + facts.whole(who + "_claims_365");
        String ratio = who + "_settlement_ratio_365";
        return words
                + (facts.isMissing(ratio)
                        ? ", none settled"
                        : ", settled at " + facts.percent(ratio) + " of what was claimed");
    }

    /** The features by name, as text. */
    private record Facts(List<Float> values, String currency) {

        float value(String feature) {
            return values.get(FeatureGroups.index(feature));
        }

        boolean isMissing(String feature) {
            return Float.isNaN(value(feature));
        }

        String moneyOrUnknown(String feature) {
            return isMissing(feature) ? "not stated" : money(currency, exact(feature));
        }

        String whole(String feature) {
            return exact(feature).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
        }

        String count(String feature, String one, String many) {
            return isMissing(feature)
                    ? "An unknown number of " + many
                    : whole(feature) + " " + (value(feature) == 1f ? one : many);
        }

        String percent(String feature) {
            return exact(feature).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN) + " %";
        }

        // The shortest decimal that names the float, so that 0.1 reads 0.1.
        private BigDecimal exact(String feature) {
            return new BigDecimal(Float.toString(value(feature)));
        }
    }
}
