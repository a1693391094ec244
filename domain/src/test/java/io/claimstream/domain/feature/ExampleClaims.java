package io.claimstream.domain.feature;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.RecordRef;
import java.math.BigDecimal;
import java.time.Instant;

/** Accepted claims and snapshots for tests of features and history. */
public final class ExampleClaims {

    public static final Instant EVENT_TIME = Instant.parse("2024-06-11T11:22:24.508901Z");

    private ExampleClaims() {}

    /** A claim with every field that features read. */
    public static ClaimAccepted.Builder full() {
        return bare().setProviderPseudonym("provider-1")
                .setClaimDate(Instant.parse("2024-01-09T00:55:01.140228Z"))
                .setAccident(Accident.newBuilder()
                        .setType("Rear end - Clt pushed into next vehicle")
                        .setDate(Instant.parse("2023-06-25T23:55:01.140228Z"))
                        .setWeather("Rainy")
                        .setVehicleType("Motorcycle")
                        .setVehicleAgeYears(13)
                        .setPassengers(2)
                        .setPoliceReportFiled(true)
                        .setWitnessPresent(true)
                        .build())
                .setInjury(Injury.newBuilder()
                        .setPrognosis("F. 6 months")
                        .setDominantInjury("Multiple")
                        .setWhiplash(true)
                        .setMinorPsychologicalInjury(true)
                        .setExceptionalCircumstances(false)
                        .build())
                .setHeadsOfLoss(HeadsOfLoss.newBuilder()
                        .setSpecialHealthExpenses(amount("0"))
                        .setGeneralRest(amount("520"))
                        .setSpecialUsageLoss(amount("90.1"))
                        .setSpecialTherapy(amount("15.6625"))
                        .setGeneralFixed(amount("260"))
                        .build());
    }

    /** A claim with nothing but what is required. */
    public static ClaimAccepted.Builder bare() {
        return ClaimAccepted.newBuilder()
                .setInsurer("albion")
                .setClaimId("c-1")
                .setRevision(1)
                .setSubmittingSystem("core")
                .setPolicyPseudonym("policy-1")
                .setClaimantPseudonym("claimant-1")
                .setPseudonymKeyId("k-1")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(EVENT_TIME)
                .setAccident(Accident.newBuilder().build())
                .setInjury(Injury.newBuilder().build())
                .setHeadsOfLoss(HeadsOfLoss.newBuilder().build())
                .setContentHash("0".repeat(64))
                .setSubmitted(new RecordRef(0, 0L));
    }

    /** A history with something in every field. */
    public static EntitySnapshot.Builder history(EntityKind kind) {
        return EntitySnapshot.newBuilder()
                .setEntityKind(kind)
                .setEntity("e-1")
                .setHistory(new RecordRef(1, 7L))
                .setClaims90(2)
                .setClaimedPence90(123_456L)
                .setSettledPence90(90_000L)
                .setSettledClaimedPence90(120_000L)
                .setClaims365(5)
                .setClaimedPence365(1_000_001L)
                .setSettledPence365(300_000L)
                .setSettledClaimedPence365(900_000L)
                .setDaysSinceLastClaim(12);
    }

    /** The history of an entity that has none. */
    public static EntitySnapshot.Builder noHistory(EntityKind kind) {
        return history(kind)
                .setClaims90(0)
                .setClaimedPence90(0)
                .setSettledPence90(0)
                .setSettledClaimedPence90(0)
                .setClaims365(0)
                .setClaimedPence365(0)
                .setSettledPence365(0)
                .setSettledClaimedPence365(0)
                .setDaysSinceLastClaim(null);
    }

    public static BigDecimal amount(String pounds) {
        return new BigDecimal(pounds).setScale(4);
    }
}
