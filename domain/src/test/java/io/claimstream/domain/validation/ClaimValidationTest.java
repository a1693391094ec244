package io.claimstream.domain.validation;

import static io.claimstream.domain.Submissions.INGESTED_AT;
import static io.claimstream.domain.Submissions.bare;
import static io.claimstream.domain.Submissions.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.event.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimValidationTest {

    @Test
    void shouldFindNothingInAValidClaim() {
        assertThat(check(valid())).isEmpty();
    }

    @Test
    void shouldFindNothingWhereOptionalCellsAreEmpty() {
        assertThat(check(bare())).isEmpty();
    }

    @Test
    void shouldFindNothingWhereOptionalTextsAreBlank() {
        ClaimSubmitted.Builder claim = bare().setProvider(" ")
                .setAccident(Accident.newBuilder().setType("").setWeather("").build())
                .setInjury(Injury.newBuilder().setPrognosis("").build())
                .setAccidentDescription("")
                .setPersonal(PersonalBlock.newBuilder().setName("").build())
                .setProtectedAttributes(
                        ProtectedAttributes.newBuilder().setGender("").build());

        assertThat(check(claim)).isEmpty();
    }

    @Test
    void shouldTakeAnyCategoryOfAccidentAndInjury() {
        ClaimSubmitted.Builder claim = valid().setAccident(
                        Accident.newBuilder().setType("Hit by a tram").build())
                .setInjury(Injury.newBuilder().setDominantInjury("Ear").build());

        assertThat(check(claim)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("brokenClaims")
    void shouldNameEveryBrokenRule(Rule rule, String field, ClaimSubmitted.Builder claim) {
        assertThat(check(claim)).singleElement().satisfies(violation -> {
            assertThat(violation.getCode()).isEqualTo(rule.name());
            assertThat(violation.getField()).isEqualTo(field);
            assertThat(violation.getMessage()).startsWith("Expected ").endsWith(".");
        });
    }

    @Test
    void shouldHaveACaseForEveryRule() {
        Set<Rule> tested = brokenClaims()
                .map(arguments -> (Rule) arguments.get()[0])
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));

        assertThat(EnumSet.complementOf(EnumSet.copyOf(tested)))
                .as("the rules that need earlier revisions are tested with the ingest decision")
                .containsExactly(Rule.STALE_REVISION, Rule.REVISION_CONFLICT);
    }

    @Test
    void shouldNameAllBrokenRulesAtOnce() {
        ClaimSubmitted.Builder claim =
                valid().setInsurer("a|b").setPolicy("").setCurrency("XYZ").setRevision(0);

        assertThat(check(claim))
                .extracting(Violation::getCode)
                .containsExactly("ID_MALFORMED", "TEXT_BLANK", "CURRENCY_UNKNOWN", "NUMBER_OUT_OF_RANGE");
    }

    @Property
    void shouldNeverRepeatAPersonalValue(@ForAll String claimant, @ForAll String name) {
        // Given
        String marker = "Mrs-Secret-";
        ClaimSubmitted.Builder claim = valid().setClaimant(marker + claimant + "\u0007")
                .setPersonal(PersonalBlock.newBuilder()
                        .setName(marker + name + "\u0007")
                        .build());

        // When
        List<Violation> violations = check(claim);

        // Then
        assertThat(violations).hasSizeGreaterThanOrEqualTo(2);
        assertThat(violations).noneMatch(violation -> violation.getMessage().contains(marker));
    }

    private static Stream<Arguments> brokenClaims() {
        return Stream.of(textCases(), numberCases(), timeCases(), combinationCases())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> textCases() {
        return Stream.of(
                arguments(Rule.TEXT_BLANK, "insurer", valid().setInsurer("")),
                arguments(Rule.TEXT_BLANK, "claimId", valid().setClaimId(" ")),
                arguments(Rule.TEXT_BLANK, "submittingSystem", valid().setSubmittingSystem("")),
                arguments(Rule.TEXT_BLANK, "policy", valid().setPolicy(" ")),
                arguments(Rule.TEXT_BLANK, "claimant", valid().setClaimant("")),
                arguments(Rule.TEXT_BLANK, "lineOfBusiness", valid().setLineOfBusiness("")),
                arguments(Rule.TEXT_BLANK, "currency", valid().setCurrency("")),
                arguments(Rule.ID_MALFORMED, "insurer", valid().setInsurer("a|b")),
                arguments(Rule.ID_MALFORMED, "insurer", valid().setInsurer("a".repeat(65))),
                arguments(Rule.ID_MALFORMED, "claimId", valid().setClaimId("c\u0000")),
                arguments(Rule.TEXT_TOO_LONG, "policy", valid().setPolicy("x".repeat(201))),
                arguments(Rule.TEXT_TOO_LONG, "injuryDescription", valid().setInjuryDescription("x".repeat(10_001))),
                arguments(Rule.TEXT_CONTROL_CHARACTER, "claimant", valid().setClaimant("a\nb")),
                arguments(
                        Rule.TEXT_CONTROL_CHARACTER,
                        "accidentDescription",
                        valid().setAccidentDescription("line\nnext\u0000")),
                arguments(Rule.LINE_OF_BUSINESS_UNKNOWN, "lineOfBusiness", valid().setLineOfBusiness("MARINE")),
                arguments(Rule.CURRENCY_UNKNOWN, "currency", valid().setCurrency("DEM")),
                arguments(
                        Rule.GENDER_UNKNOWN,
                        "protectedAttributes.gender",
                        valid().setProtectedAttributes(ProtectedAttributes.newBuilder()
                                .setGender("?")
                                .build())));
    }

    private static Stream<Arguments> numberCases() {
        return Stream.of(
                arguments(Rule.NUMBER_OUT_OF_RANGE, "revision", valid().setRevision(0)),
                arguments(Rule.NUMBER_OUT_OF_RANGE, "revision", valid().setRevision(1001)),
                arguments(
                        Rule.NUMBER_OUT_OF_RANGE,
                        "accident.vehicleAgeYears",
                        valid().setAccident(Accident.newBuilder()
                                .setVehicleAgeYears(-1)
                                .build())),
                arguments(
                        Rule.NUMBER_OUT_OF_RANGE,
                        "accident.passengers",
                        valid().setAccident(
                                        Accident.newBuilder().setPassengers(501).build())),
                arguments(
                        Rule.NUMBER_OUT_OF_RANGE,
                        "protectedAttributes.driverAge",
                        valid().setProtectedAttributes(ProtectedAttributes.newBuilder()
                                .setDriverAge(131)
                                .build())),
                arguments(
                        Rule.AMOUNT_NEGATIVE,
                        "headsOfLoss.specialTherapy",
                        valid().setHeadsOfLoss(HeadsOfLoss.newBuilder()
                                .setSpecialTherapy(new BigDecimal("-0.01"))
                                .build())),
                arguments(
                        Rule.AMOUNT_TOO_LARGE,
                        "headsOfLoss.generalRest",
                        valid().setHeadsOfLoss(HeadsOfLoss.newBuilder()
                                .setGeneralRest(AmountRules.LARGEST_HEAD.add(new BigDecimal("0.0001")))
                                .build())),
                arguments(
                        Rule.TOTAL_TOO_LARGE,
                        "headsOfLoss",
                        valid().setHeadsOfLoss(HeadsOfLoss.newBuilder()
                                .setGeneralRest(AmountRules.LARGEST_HEAD)
                                .setGeneralFixed(AmountRules.LARGEST_HEAD)
                                .setSpecialFixes(AmountRules.LARGEST_HEAD)
                                .setSpecialTherapy(AmountRules.LARGEST_HEAD)
                                .setSpecialOverage(AmountRules.LARGEST_HEAD)
                                .setSpecialTripCosts(BigDecimal.ONE)
                                .build())));
    }

    private static Stream<Arguments> timeCases() {
        Instant old = Instant.parse("1989-12-31T23:59:59Z");
        Instant ahead = INGESTED_AT.plus(Duration.ofHours(24)).plusMillis(1);
        return Stream.of(
                arguments(
                        Rule.TIME_TOO_EARLY,
                        "accident.date",
                        valid().setAccident(Accident.newBuilder().setDate(old).build())),
                arguments(Rule.TIME_TOO_EARLY, "eventTime", bare().setEventTime(old)),
                arguments(Rule.TIME_TOO_EARLY, "claimDate", bare().setClaimDate(old)),
                arguments(Rule.TIME_TOO_EARLY, "answerDueAt", bare().setAnswerDueAt(old)),
                arguments(Rule.TIME_TOO_LATE, "eventTime", valid().setEventTime(ahead)),
                arguments(Rule.TIME_TOO_LATE, "claimDate", bare().setClaimDate(ahead)),
                arguments(
                        Rule.TIME_TOO_LATE,
                        "accident.date",
                        bare().setAccident(Accident.newBuilder().setDate(ahead).build())),
                arguments(
                        Rule.TIME_TOO_LATE,
                        "answerDueAt",
                        valid().setAnswerDueAt(
                                        INGESTED_AT.plus(TimeRules.DUE_AHEAD).plusMillis(1))),
                arguments(
                        Rule.CLAIM_BEFORE_ACCIDENT,
                        "claimDate",
                        valid().setClaimDate(Instant.parse("2025-12-31T23:59:59Z"))),
                arguments(
                        Rule.EVENT_BEFORE_ACCIDENT,
                        "eventTime",
                        valid().setEventTime(Instant.parse("2025-12-31T23:59:59Z"))),
                arguments(
                        Rule.DUE_BEFORE_CLAIM,
                        "answerDueAt",
                        valid().setAnswerDueAt(Instant.parse("2026-01-31T23:59:59Z"))),
                arguments(
                        Rule.DUE_BEFORE_CLAIM,
                        "answerDueAt",
                        valid().setClaimDate(null).setAnswerDueAt(Instant.parse("2025-12-31T23:59:59Z"))));
    }

    private static Stream<Arguments> combinationCases() {
        return Stream.of(
                arguments(
                        Rule.INJURY_OUT_OF_LINE,
                        "injury",
                        bare().setLineOfBusiness("PROPERTY")
                                .setInjury(Injury.newBuilder().setWhiplash(true).build())),
                arguments(
                        Rule.INJURY_OUT_OF_LINE,
                        "headsOfLoss",
                        bare().setLineOfBusiness("MOTOR_DAMAGE")
                                .setHeadsOfLoss(HeadsOfLoss.newBuilder()
                                        .setGeneralRest(BigDecimal.ONE)
                                        .build())),
                arguments(
                        Rule.UPLIFT_WITHOUT_GENERAL,
                        "headsOfLoss.generalUplift",
                        valid().setHeadsOfLoss(HeadsOfLoss.newBuilder()
                                .setGeneralUplift(BigDecimal.ONE)
                                .setGeneralFixed(BigDecimal.ZERO)
                                .setGeneralRest(BigDecimal.ZERO)
                                .build())),
                arguments(Rule.CLAIMANT_IS_PROVIDER, "provider", valid().setProvider("person-5")));
    }

    private static List<Violation> check(ClaimSubmitted.Builder claim) {
        return ClaimValidation.check(claim.build(), INGESTED_AT);
    }
}
