package io.claimstream.feedback.claimant;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.counterfactual.FieldChange;
import io.claimstream.domain.counterfactual.Step;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureText;
import io.claimstream.domain.feature.HeadFeature;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The facts of a claim as the claimant would call them. Pure. */
final class ReasonWords {

    private static final Map<HeadOfLoss, String> HEADS = heads();
    private static final Map<String, String> GROUPS = groups();

    /** Groups that say an amount, by the feature that holds it. */
    private static final Map<String, String> AMOUNTS = amounts();

    private static final Map<String, String> NUMBERS = Map.of(
            "missing_heads", "missing_heads",
            "revision_count", "revision_count",
            "claimant_history", "claimant_claims_365",
            "provider_history", "provider_claims_365");

    private static final String VALUE = ": ";
    private static final String NOT_STATED = VALUE + "not stated";

    private ReasonWords() {}

    /**
     * What a group of facts is about, with what the claim states of it.
     *
     * @param group name of the group, see {@link FeatureGroups}; words that say nothing for one that is not known
     * @param values every feature of set v1, in order; empty when they are kept no longer
     * @param currency ISO 4217 code
     */
    static String of(String group, Optional<List<Float>> values, String currency) {
        String words = GROUPS.get(group);
        if (words == null) {
            return "Another fact of your claim";
        }
        return words + values.map(it -> value(group, it, currency)).orElse("");
    }

    private static String value(String group, List<Float> values, String currency) {
        String amount = AMOUNTS.get(group);
        if (amount != null) {
            return number(amount, values)
                    .map(it -> VALUE + PlainMoney.of(it, currency))
                    .orElse(NOT_STATED);
        }
        String count = NUMBERS.get(group);
        if (count != null) {
            return number(count, values)
                    .map(it -> VALUE + it.setScale(0, RoundingMode.HALF_EVEN).toPlainString())
                    .orElse(VALUE + "none known");
        }
        return switch (group) {
            case "prognosis_months" -> counted("prognosis_months", values, "month", "months");
            case "claim_lag_days" -> counted("claim_lag_days", values, "day", "days");
            default -> described(FeatureText.describe(group, values, currency));
        };
    }

    private static String counted(String feature, List<Float> values, String one, String many) {
        return number(feature, values)
                .map(it -> it.setScale(0, RoundingMode.HALF_EVEN))
                .map(it -> VALUE + it.toPlainString() + " " + (it.compareTo(BigDecimal.ONE) == 0 ? one : many))
                .orElse(NOT_STATED);
    }

    /** What stands behind the colon of {@link FeatureText#describe}. */
    private static String described(String facts) {
        int colon = facts.indexOf(VALUE);
        return colon < 0 ? NOT_STATED : facts.substring(colon);
    }

    private static Optional<BigDecimal> number(String feature, List<Float> values) {
        float value = values.get(FeatureGroups.index(feature));
        // The shortest decimal that names the float, so that 0.1 reads 0.1.
        return Float.isNaN(value) ? Optional.empty() : Optional.of(new BigDecimal(Float.toString(value)));
    }

    /** A change of what a claim states, to stand behind "if". */
    static String change(FieldChange change, String currency) {
        Object from = change.field().stated(change.from());
        Object to = change.field().stated(BigDecimal.valueOf(change.to()));
        String path = change.field().path();
        if (change.field().step() == Step.AMOUNT) {
            return "the amount claimed for " + head(path) + " had been " + PlainMoney.of((BigDecimal) to, currency)
                    + " instead of " + PlainMoney.of((BigDecimal) from, currency);
        }
        if (change.field().step() == Step.MONTH) {
            return "the expected time to recover had been " + to + " instead of " + from;
        }
        return "the claim had stated “" + (Boolean.TRUE.equals(to) ? "yes" : "no") + "” instead of “"
                + (Boolean.TRUE.equals(from) ? "yes" : "no") + "” for " + flag(path);
    }

    private static String head(String path) {
        return HeadFeature.ALL.stream()
                .map(HeadFeature::head)
                .filter(it -> path.equals("headsOfLoss." + it.field()))
                .findFirst()
                .map(it -> Objects.requireNonNull(HEADS.get(it)))
                .orElse(path);
    }

    private static String flag(String path) {
        return switch (path) {
            case "injury.whiplash" -> "whiplash";
            case "injury.minorPsychologicalInjury" -> "a minor psychological injury";
            case "injury.exceptionalCircumstances" -> "exceptional circumstances";
            default -> path;
        };
    }

    private static Map<String, String> amounts() {
        Map<String, String> amounts = new HashMap<>();
        amounts.put("amount_claimed", "sum_heads");
        HeadFeature.ALL.forEach(it -> amounts.put(it.feature(), it.feature()));
        return Map.copyOf(amounts);
    }

    private static Map<String, String> groups() {
        Map<String, String> words = new HashMap<>(Map.of(
                "amount_claimed", "All amounts that you claimed, together",
                "missing_heads", "Kinds of loss for which no amount was stated",
                "prognosis_months", "Expected time to recover",
                "claim_lag_days", "Time from the accident to your claim",
                "accident_type", "Kind of accident",
                "dominant_injury", "Main injury",
                "revision_count", "How often the claim was sent or amended",
                "whiplash", "Whiplash"));
        words.putAll(Map.of(
                "minor_psychological_injury", "A minor psychological injury",
                "exceptional_circumstances", "Exceptional circumstances",
                "claimant_history",
                        "Your earlier claims, their amounts and what was paid for them; claims in the year before",
                "provider_history",
                        "Earlier claims with the same provider of care or repairs, their amounts and what was paid for"
                                + " them; claims in the year before"));
        HeadFeature.ALL.forEach(it -> words.put(it.feature(), "Claimed for " + HEADS.get(it.head())));
        return Map.copyOf(words);
    }

    private static Map<HeadOfLoss, String> heads() {
        Map<HeadOfLoss, String> words = new EnumMap<>(HeadOfLoss.class);
        words.put(HeadOfLoss.HEALTH_EXPENSES, "costs of health care");
        words.put(HeadOfLoss.REDUCTION, "reductions");
        words.put(HeadOfLoss.OVERAGE, "costs above the usual");
        words.put(HeadOfLoss.GENERAL_REST, "pain and suffering, other than at a fixed rate");
        words.put(HeadOfLoss.ADDITIONAL_INJURY, "a further injury");
        words.put(HeadOfLoss.EARNINGS_LOSS, "lost earnings");
        words.put(HeadOfLoss.USAGE_LOSS, "not having the vehicle");
        words.put(HeadOfLoss.MEDICATIONS, "medicines");
        words.put(HeadOfLoss.ASSET_DAMAGE, "damaged belongings");
        words.put(HeadOfLoss.REHABILITATION, "rehabilitation");
        words.put(HeadOfLoss.FIXES, "repairs");
        words.put(HeadOfLoss.GENERAL_FIXED, "pain and suffering, at a fixed rate");
        words.put(HeadOfLoss.GENERAL_UPLIFT, "an increase for pain and suffering");
        words.put(HeadOfLoss.LOANER_VEHICLE, "a replacement vehicle");
        words.put(HeadOfLoss.TRIP_COSTS, "costs of trips");
        words.put(HeadOfLoss.JOURNEY_EXPENSES, "costs of journeys");
        words.put(HeadOfLoss.THERAPY, "therapy");
        return Map.copyOf(words);
    }
}
