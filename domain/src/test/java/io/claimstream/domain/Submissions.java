package io.claimstream.domain;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.ProtectedAttributes;
import java.math.BigDecimal;
import java.time.Instant;

/** Submitted claims for tests. */
public final class Submissions {

    /** When the valid claim is ingested. */
    public static final Instant INGESTED_AT = Instant.parse("2026-03-02T10:00:00Z");

    private Submissions() {}

    /** A valid claim with every kind of field filled. */
    public static ClaimSubmitted.Builder valid() {
        return ClaimSubmitted.newBuilder()
                .setInsurer("albion")
                .setClaimId("c-1")
                .setRevision(1)
                .setSubmittingSystem("core")
                .setPolicy("P-77")
                .setClaimant("person-5")
                .setProvider("clinic-3")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(Instant.parse("2026-03-01T09:00:00Z"))
                .setClaimDate(Instant.parse("2026-02-01T00:00:00Z"))
                .setAnswerDueAt(Instant.parse("2026-04-01T00:00:00Z"))
                .setAccident(Accident.newBuilder()
                        .setType("Rear end")
                        .setDate(Instant.parse("2026-01-01T00:00:00Z"))
                        .setVehicleAgeYears(4)
                        .setPassengers(1)
                        .build())
                .setInjury(Injury.newBuilder()
                        .setPrognosis("F. 6 months")
                        .setDominantInjury("Arms")
                        .build())
                .setHeadsOfLoss(HeadsOfLoss.newBuilder()
                        .setGeneralFixed(new BigDecimal("520"))
                        .setSpecialTherapy(new BigDecimal("15.6625"))
                        .build())
                .setProtectedAttributes(ProtectedAttributes.newBuilder()
                        .setDriverAge(44)
                        .setGender("Other")
                        .build());
    }

    /** A claim with nothing but what is required. */
    public static ClaimSubmitted.Builder bare() {
        return ClaimSubmitted.newBuilder()
                .setInsurer("albion")
                .setClaimId("c-1")
                .setRevision(1)
                .setSubmittingSystem("core")
                .setPolicy("P-77")
                .setClaimant("person-5")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setAccident(Accident.newBuilder().build())
                .setInjury(Injury.newBuilder().build())
                .setHeadsOfLoss(HeadsOfLoss.newBuilder().build());
    }
}
