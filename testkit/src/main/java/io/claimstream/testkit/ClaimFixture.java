package io.claimstream.testkit;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.event.RecordRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A claim in the making. Each {@code with} changes this fixture and returns it. Not thread-safe. */
public final class ClaimFixture {

    private static final int AMOUNT_SCALE = 4;

    private final ClaimSubmitted.Builder claim;
    private final Accident.Builder accident;
    private final Injury.Builder injury;
    private final HeadsOfLoss.Builder heads;

    ClaimFixture() {
        claim = ClaimSubmitted.newBuilder()
                .setInsurer(Claims.INSURER)
                .setClaimId("c-1")
                .setRevision(1)
                .setSubmittingSystem("test")
                .setPolicy("policy-1")
                .setClaimant("claimant-1")
                .setProvider("clinic-1")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(Claims.EVENT_TIME)
                .setClaimDate(Claims.EVENT_TIME.minus(Duration.ofDays(1)));
        accident = Accident.newBuilder()
                .setType("Rear end")
                .setDate(Claims.EVENT_TIME.minus(Duration.ofDays(200)))
                .setWeather("Rainy")
                .setVehicleType("Motorcycle")
                .setVehicleAgeYears(13)
                .setPassengers(2)
                .setPoliceReportFiled(true)
                .setWitnessPresent(true);
        injury = Injury.newBuilder()
                .setPrognosis("E. 5 months")
                .setDominantInjury("Arms")
                .setWhiplash(true)
                .setMinorPsychologicalInjury(false)
                .setExceptionalCircumstances(false);
        heads = HeadsOfLoss.newBuilder()
                .setSpecialEarningsLoss(amount("300.00"))
                .setGeneralFixed(amount("520.00"));
    }

    public ClaimFixture withInsurer(String insurer) {
        claim.setInsurer(insurer);
        return this;
    }

    public ClaimFixture withClaimId(String claimId) {
        claim.setClaimId(claimId);
        return this;
    }

    public ClaimFixture withRevision(int revision) {
        claim.setRevision(revision);
        return this;
    }

    public ClaimFixture withPolicy(String policy) {
        claim.setPolicy(policy);
        return this;
    }

    public ClaimFixture withClaimant(String claimant) {
        claim.setClaimant(claimant);
        return this;
    }

    public ClaimFixture withProvider(@Nullable String provider) {
        claim.setProvider(provider);
        return this;
    }

    public ClaimFixture withAnswerDueAt(@Nullable Instant answerDueAt) {
        claim.setAnswerDueAt(answerDueAt);
        return this;
    }

    public ClaimFixture withLineOfBusiness(String lineOfBusiness) {
        claim.setLineOfBusiness(lineOfBusiness);
        return this;
    }

    public ClaimFixture withCurrency(String currency) {
        claim.setCurrency(currency);
        return this;
    }

    public ClaimFixture withEventTime(@Nullable Instant eventTime) {
        claim.setEventTime(eventTime);
        return this;
    }

    /** Moves event time, claim date and accident date together, keeping their distances. */
    public ClaimFixture happeningAt(Instant eventTime) {
        claim.setEventTime(eventTime).setClaimDate(eventTime.minus(Duration.ofDays(1)));
        accident.setDate(eventTime.minus(Duration.ofDays(200)));
        return this;
    }

    public ClaimFixture withClaimDate(@Nullable Instant claimDate) {
        claim.setClaimDate(claimDate);
        return this;
    }

    public ClaimFixture withAccidentDate(@Nullable Instant date) {
        accident.setDate(date);
        return this;
    }

    public ClaimFixture withPrognosis(@Nullable String prognosis) {
        injury.setPrognosis(prognosis);
        return this;
    }

    /** With an amount in pounds such as {@code "1200.00"}, at most four decimals. */
    public ClaimFixture withEarningsLoss(String pounds) {
        heads.setSpecialEarningsLoss(amount(pounds));
        return this;
    }

    /** With an amount in pounds such as {@code "1200.00"}, at most four decimals. */
    public ClaimFixture withGeneralFixed(String pounds) {
        heads.setGeneralFixed(amount(pounds));
        return this;
    }

    public ClaimFixture withoutHeadsOfLoss() {
        heads.clearSpecialEarningsLoss().clearGeneralFixed();
        return this;
    }

    public ClaimFixture withPersonalData() {
        claim.setPersonal(PersonalBlock.newBuilder()
                .setName("Jo Example")
                .setEmail("jo@example.org")
                .setPhone("+44 20 7946 0000")
                .setAddress("1 Example Street")
                .build());
        return this;
    }

    public ClaimFixture withFreeText() {
        claim.setAccidentDescription("Side collision at an intersection.")
                .setInjuryDescription("Whiplash and minor bruises.");
        return this;
    }

    public ClaimFixture withProtectedAttributes(int driverAge, String gender) {
        claim.setProtectedAttributes(ProtectedAttributes.newBuilder()
                .setDriverAge(driverAge)
                .setGender(gender)
                .build());
        return this;
    }

    /** For what no {@code with} covers. */
    public ClaimFixture withClaim(Consumer<ClaimSubmitted.Builder> change) {
        change.accept(claim);
        return this;
    }

    /** For what no {@code with} covers. */
    public ClaimFixture withAccident(Consumer<Accident.Builder> change) {
        change.accept(accident);
        return this;
    }

    /** For what no {@code with} covers. */
    public ClaimFixture withInjury(Consumer<Injury.Builder> change) {
        change.accept(injury);
        return this;
    }

    /** For what no {@code with} covers; amounts have {@link #amount four decimals}. */
    public ClaimFixture withHeads(Consumer<HeadsOfLoss.Builder> change) {
        change.accept(heads);
        return this;
    }

    /** The claim as an upstream system submits it. */
    public ClaimSubmitted build() {
        return claim.setAccident(accident.build())
                .setInjury(injury.build())
                .setHeadsOfLoss(heads.build())
                .build();
    }

    /**
     * The claim as accepted, from partition 0, offset 0. Its pseudonyms are {@code "p:"} and the plain value, so that a test
     * can name them; its content hash is a stand-in.
     */
    public ClaimAccepted buildAccepted() {
        return buildAccepted(RecordRef.newBuilder().setPartition(0).setOffset(0).build());
    }

    /** The claim as accepted, answering the given record. */
    public ClaimAccepted buildAccepted(RecordRef submitted) {
        ClaimSubmitted plain = build();
        return ClaimAccepted.newBuilder()
                .setInsurer(plain.getInsurer())
                .setClaimId(plain.getClaimId())
                .setRevision(plain.getRevision())
                .setSubmittingSystem(plain.getSubmittingSystem())
                .setPolicyPseudonym(pseudonym(plain.getPolicy()))
                .setClaimantPseudonym(pseudonym(plain.getClaimant()))
                .setProviderPseudonym(
                        plain.getProvider().map(ClaimFixture::pseudonym).orElse(null))
                .setPseudonymKeyId("k-test")
                .setLineOfBusiness(plain.getLineOfBusiness())
                .setCurrency(plain.getCurrency())
                .setEventTime(plain.getEventTime().orElse(Claims.EVENT_TIME))
                .setClaimDate(plain.getClaimDate().orElse(null))
                .setAnswerDueAt(plain.getAnswerDueAt().orElse(null))
                .setAccident(plain.getAccident())
                .setInjury(plain.getInjury())
                .setHeadsOfLoss(plain.getHeadsOfLoss())
                .setContentHash("%064x".formatted(plain.getRevision()))
                .setSubmitted(submitted)
                .build();
    }

    /** The pseudonym that {@link #buildAccepted()} gives to a plain value. */
    public static String pseudonym(String plain) {
        return "p:" + plain;
    }

    /** An amount of a head of loss, with the four decimals that its schema has. */
    public static BigDecimal amount(String pounds) {
        return new BigDecimal(pounds).setScale(AMOUNT_SCALE, RoundingMode.UNNECESSARY);
    }
}
