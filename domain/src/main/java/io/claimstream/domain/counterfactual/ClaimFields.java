package io.claimstream.domain.counterfactual;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.HeadOfLoss.Damages;
import io.claimstream.domain.feature.HeadFeature;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every field of an accepted claim: what a counterfactual may change and what it may not. Protected attributes are on no accepted claim, and
 * the history of claimant and provider is none of its fields, so neither can be changed. A test holds this against the schema.
 */
public final class ClaimFields {

    /** Why a field stays as it is. */
    public enum Fixed {
        /** Says which claim it is, whose, and where it came from. */
        IDENTITY,
        /** Happened when it happened. */
        TIME,
        /** What happened, not what it is worth. */
        COURSE_OF_EVENTS,
        /** Sealed: nobody but its owner reads it. */
        PERSONAL
    }

    /** What may be changed. */
    public static final List<ChangeableField> CHANGEABLE = Stream.concat(
                    HeadFeature.ALL.stream().map(ClaimFields::amount),
                    Stream.of(
                            ChangeableField.of("injury.prognosis", "Prognosis", Step.MONTH, "prognosis_months"),
                            ChangeableField.of("injury.whiplash", "Whiplash", Step.FLAG, "whiplash"),
                            ChangeableField.of(
                                    "injury.minorPsychologicalInjury",
                                    "Minor psychological injury",
                                    Step.FLAG,
                                    "minor_psychological_injury"),
                            ChangeableField.of(
                                    "injury.exceptionalCircumstances",
                                    "Exceptional circumstances",
                                    Step.FLAG,
                                    "exceptional_circumstances")))
            .toList();

    /** What may not, by its path; a path that ends before a leaf stands for all below it. */
    public static final Map<String, Fixed> FIXED = Map.ofEntries(
            Map.entry("insurer", Fixed.IDENTITY),
            Map.entry("claimId", Fixed.IDENTITY),
            Map.entry("revision", Fixed.IDENTITY),
            Map.entry("submittingSystem", Fixed.IDENTITY),
            Map.entry("policyPseudonym", Fixed.IDENTITY),
            Map.entry("claimantPseudonym", Fixed.IDENTITY),
            Map.entry("providerPseudonym", Fixed.IDENTITY),
            Map.entry("pseudonymKeyId", Fixed.IDENTITY),
            Map.entry("lineOfBusiness", Fixed.IDENTITY),
            Map.entry("currency", Fixed.IDENTITY),
            Map.entry("contentHash", Fixed.IDENTITY),
            Map.entry("submitted", Fixed.IDENTITY),
            Map.entry("eventTime", Fixed.TIME),
            Map.entry("claimDate", Fixed.TIME),
            Map.entry("answerDueAt", Fixed.TIME),
            Map.entry("accident", Fixed.COURSE_OF_EVENTS),
            Map.entry("injury.dominantInjury", Fixed.COURSE_OF_EVENTS),
            Map.entry("accidentDescription", Fixed.PERSONAL),
            Map.entry("injuryDescription", Fixed.PERSONAL),
            Map.entry("personal", Fixed.PERSONAL));

    private ClaimFields() {}

    private static ChangeableField amount(HeadFeature feature) {
        HeadOfLoss head = feature.head();
        return ChangeableField.of(
                "headsOfLoss." + head.field(),
                feature.words(),
                Step.AMOUNT,
                feature.feature(),
                head.damages() == Damages.SPECIAL ? "sum_special" : "sum_general",
                "sum_heads");
    }
}
