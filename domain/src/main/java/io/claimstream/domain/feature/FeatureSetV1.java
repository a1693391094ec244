package io.claimstream.domain.feature;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.HeadOfLoss.Damages;
import io.claimstream.domain.claim.Pence;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.Injury;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Feature set v1, frozen: names, order and arithmetic never change; another set gets another version. Amounts are in whole units of the
 * claim's currency. Missing is NaN: a head of loss or date that is not known, every indicator of a category that is not stated, every
 * feature of a provider that the claim does not name. What carried no signal in experiments (weather, vehicle, passengers, police report,
 * witness, descriptions, the dates themselves) and protected attributes (age, gender) never enter. Pure and thread-safe.
 */
public final class FeatureSetV1 {

    /** Name of this feature set in events and manifests. */
    public static final String VERSION = "v1";

    private static final List<Feature> FEATURES = Stream.of(
                    amounts(),
                    circumstances(),
                    history("claimant", EntityKind.CLAIMANT),
                    history("provider", EntityKind.PROVIDER))
            .flatMap(List::stream)
            .toList();

    /** Names of the features, in order. */
    public static final List<String> NAMES =
            FEATURES.stream().map(Feature::name).toList();

    private FeatureSetV1() {}

    /**
     * The features of an accepted revision.
     *
     * @param claim the revision
     * @param revisions accepted revisions of the claim so far, this one included; from 1
     * @param snapshots history of the claimant and, when the claim names one, the provider, in any order
     */
    public static FeatureVector compute(ClaimAccepted claim, int revisions, List<EntitySnapshot> snapshots) {
        FeatureInput input = new FeatureInput(claim, revisions, snapshots);
        float[] values = new float[FEATURES.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = FEATURES.get(i).value().of(input);
        }
        return new FeatureVector(values, unseen(claim), Pence.rounded(HeadOfLoss.sum(claim.getHeadsOfLoss())));
    }

    /**
     * Some features of a changed claim; the others are taken over. The same bits as {@link #compute}, where none of the others changes.
     *
     * @param values every feature before the change
     * @param places places of the features to compute
     */
    public static float[] recompute(
            float[] values,
            List<Integer> places,
            ClaimAccepted changed,
            int revisions,
            List<EntitySnapshot> snapshots) {
        FeatureInput input = new FeatureInput(changed, revisions, snapshots);
        float[] recomputed = values.clone();
        for (int place : places) {
            recomputed[place] = FEATURES.get(place).value().of(input);
        }
        return recomputed;
    }

    static List<Feature> features() {
        return FEATURES;
    }

    private static List<Feature> amounts() {
        List<Feature> features = new ArrayList<>();
        features.add(new Feature("sum_special", "amount_claimed", in -> sum(in, Damages.SPECIAL)));
        features.add(new Feature("sum_general", "amount_claimed", in -> sum(in, Damages.GENERAL)));
        features.add(new Feature("sum_heads", "amount_claimed", FeatureSetV1::sumOfHeads));
        features.add(
                single("missing_heads", in -> HeadFeature.missing(in.claim().getHeadsOfLoss())));
        for (HeadFeature head : HeadFeature.ALL) {
            features.add(single(
                    head.feature(),
                    in -> FeatureValues.amount(head.head().of(in.claim().getHeadsOfLoss()))));
        }
        return features;
    }

    private static List<Feature> circumstances() {
        List<Feature> features = new ArrayList<>();
        features.add(single("prognosis_months", in -> FeatureValues.months(injury(in, Injury::getPrognosis))));
        features.add(single("claim_lag_days", in -> FeatureValues.claimLagDays(in.claim())));
        features.addAll(indicators(Categories.ACCIDENT_TYPE, FeatureSetV1::accidentType));
        features.addAll(indicators(Categories.DOMINANT_INJURY, FeatureSetV1::dominantInjury));
        features.add(single("whiplash", in -> FeatureValues.flag(injury(in, Injury::getWhiplash))));
        features.add(single(
                "minor_psychological_injury",
                in -> FeatureValues.flag(injury(in, Injury::getMinorPsychologicalInjury))));
        features.add(single(
                "exceptional_circumstances",
                in -> FeatureValues.flag(injury(in, Injury::getExceptionalCircumstances))));
        features.add(single("revision_count", FeatureInput::revisions));
        return features;
    }

    private static List<Feature> history(String who, EntityKind kind) {
        return List.of(
                past(who, "claims_90", kind, EntitySnapshot::getClaims90),
                pastAmount(who, "claimed_90", kind, EntitySnapshot::getClaimedPence90),
                pastRatio(
                        who,
                        "settlement_ratio_90",
                        kind,
                        EntitySnapshot::getSettledPence90,
                        EntitySnapshot::getSettledClaimedPence90),
                past(who, "claims_365", kind, EntitySnapshot::getClaims365),
                pastAmount(who, "claimed_365", kind, EntitySnapshot::getClaimedPence365),
                pastRatio(
                        who,
                        "settlement_ratio_365",
                        kind,
                        EntitySnapshot::getSettledPence365,
                        EntitySnapshot::getSettledClaimedPence365),
                ofHistory(who, "days_since_last_claim", kind, past -> past.getDaysSinceLastClaim()
                        .map(FeatureValues::number)));
    }

    private static Feature past(String who, String what, EntityKind kind, ToLongFunction<EntitySnapshot> count) {
        return ofHistory(who, what, kind, past -> Optional.of(FeatureValues.number(count.applyAsLong(past))));
    }

    private static Feature pastAmount(String who, String what, EntityKind kind, ToLongFunction<EntitySnapshot> pence) {
        return ofHistory(who, what, kind, past -> Optional.of(FeatureValues.pounds(pence.applyAsLong(past))));
    }

    private static Feature pastRatio(
            String who,
            String what,
            EntityKind kind,
            ToLongFunction<EntitySnapshot> settled,
            ToLongFunction<EntitySnapshot> claimed) {
        return ofHistory(
                who,
                what,
                kind,
                past -> Optional.of(FeatureValues.ratio(settled.applyAsLong(past), claimed.applyAsLong(past))));
    }

    private static Feature ofHistory(
            String who, String what, EntityKind kind, Function<EntitySnapshot, Optional<Float>> value) {
        return new Feature(who + "_" + what, who + "_history", in -> in.history(kind)
                .flatMap(value)
                .orElse(Float.NaN));
    }

    private static Feature single(String name, Feature.Value value) {
        return new Feature(name, name, value);
    }

    private static List<Feature> indicators(CategorySet set, Function<ClaimAccepted, Optional<String>> text) {
        return set.suffixes().stream()
                .map(suffix -> new Feature(
                        set.group() + "_" + suffix,
                        set.group(),
                        in -> FeatureValues.indicator(set, suffix, text.apply(in.claim()))))
                .toList();
    }

    private static List<String> unseen(ClaimAccepted claim) {
        List<String> unseen = new ArrayList<>();
        accidentType(claim).filter(Categories.ACCIDENT_TYPE::isUnseen).ifPresent(x -> unseen.add("accident_type"));
        dominantInjury(claim)
                .filter(Categories.DOMINANT_INJURY::isUnseen)
                .ifPresent(x -> unseen.add("dominant_injury"));
        return unseen;
    }

    private static float sum(FeatureInput input, Damages kind) {
        return FeatureValues.amount(HeadFeature.sum(input.claim().getHeadsOfLoss(), kind));
    }

    private static float sumOfHeads(FeatureInput input) {
        var heads = input.claim().getHeadsOfLoss();
        boolean anyKnown = HeadFeature.missing(heads) < HeadFeature.ALL.size();
        return FeatureValues.amount(anyKnown ? Optional.of(Pence.rounded(HeadOfLoss.sum(heads))) : Optional.empty());
    }

    private static Optional<String> accidentType(ClaimAccepted claim) {
        return Optional.of(claim.getAccident()).flatMap(Accident::getType);
    }

    private static Optional<String> dominantInjury(ClaimAccepted claim) {
        return claim.getInjury().getDominantInjury();
    }

    private static <T> Optional<T> injury(FeatureInput input, Function<Injury, Optional<T>> field) {
        return field.apply(input.claim().getInjury());
    }
}
