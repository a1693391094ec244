package io.claimstream.simulator;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.ProtectedAttributes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a claim as its insurer's system would submit it, revision by revision. */
final class Submissions {

    /** Share of optional cells that a submitting system leaves empty. */
    private static final double EMPTY_CELL = 0.025;

    private static final String[] WEATHER = {"Dry", "Rain", "Snow", "Fog"};
    private static final String[] VEHICLES = {"Car", "Van", "Motorcycle", "Lorry"};
    private static final String[] INJURED = {"Arms", "Legs", "Hips", "Multiple"};
    private static final String[] GENDERS = {"Female", "Male", "Other"};

    private final SimulatorSettings settings;

    Submissions(SimulatorSettings settings) {
        this.settings = settings;
    }

    /**
     * A revision of a claim.
     *
     * @param revision from 1
     * @param isLast whether it is the claim's last; before it, some special damages are not known yet
     * @param claimant the claimant named in this revision
     */
    ClaimSubmitted revision(Case claim, int revision, boolean isLast, int claimant, Instant eventTime) {
        Dice dice = new Dice(settings.seed(), "submission", claim.index());
        return ClaimSubmitted.newBuilder()
                .setInsurer(claim.insurerName())
                .setClaimId(claim.claimId())
                .setRevision(revision)
                .setSubmittingSystem("simulator")
                .setPolicy("POL-%06d".formatted(claim.index()))
                .setClaimant("CLT-%06d".formatted(claimant))
                .setProvider(claim.hasProvider() ? "PRV-%03d".formatted(claim.provider()) : null)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(eventTime)
                .setClaimDate(orEmpty(dice, claim.madeAt()))
                .setAnswerDueAt(eventTime.plus(Duration.ofDays(28)))
                .setAccident(accident(claim, dice))
                .setInjury(injury(claim, dice))
                .setHeadsOfLoss(heads(claim, dice, !isLast))
                .setAccidentDescription(orEmpty(dice, "Reported by telephone."))
                .setInjuryDescription(orEmpty(dice, "Described by the claimant."))
                .setPersonal(person(claimant))
                .setProtectedAttributes(new ProtectedAttributes(
                        orEmpty(dice, 18 + dice.below(60)), orEmpty(dice, GENDERS[dice.below(GENDERS.length)])))
                .build();
    }

    private static Accident accident(Case claim, Dice dice) {
        return Accident.newBuilder()
                .setType(orEmpty(dice, AccidentKinds.text(claim.accidentKind())))
                .setDate(orEmpty(dice, claim.accidentAt()))
                .setWeather(orEmpty(dice, WEATHER[dice.below(WEATHER.length)]))
                .setVehicleType(orEmpty(dice, VEHICLES[dice.below(VEHICLES.length)]))
                .setVehicleAgeYears(orEmpty(dice, dice.below(20)))
                .setPassengers(orEmpty(dice, 1 + dice.below(4)))
                .setPoliceReportFiled(orEmpty(dice, dice.happens(0.5)))
                .setWitnessPresent(orEmpty(dice, dice.happens(0.5)))
                .build();
    }

    private static Injury injury(Case claim, Dice dice) {
        int months = claim.prognosisMonths();
        String prognosis = "%c. %d month%s".formatted('A' + months - 1, months, months == 1 ? "" : "s");
        return Injury.newBuilder()
                .setPrognosis(orEmpty(dice, prognosis))
                .setDominantInjury(orEmpty(dice, INJURED[dice.below(INJURED.length)]))
                .setWhiplash(orEmpty(dice, dice.happens(0.5)))
                .setMinorPsychologicalInjury(orEmpty(dice, claim.isPsychological()))
                .setExceptionalCircumstances(orEmpty(dice, claim.isExceptional()))
                .build();
    }

    private static HeadsOfLoss heads(Case claim, Dice dice, boolean early) {
        HeadsOfLoss.Builder heads = HeadsOfLoss.newBuilder();
        claim.heads().forEach((head, amount) -> {
            boolean isEmpty = dice.happens(EMPTY_CELL);
            boolean isUnknownYet = dice.happens(0.3) && early && head.damages() == HeadOfLoss.Damages.SPECIAL;
            head.set(heads, isEmpty || isUnknownYet ? null : atSchemaScale(amount));
        });
        return heads.build();
    }

    /** A name out of numbers: nobody's. */
    private static PersonalBlock person(int claimant) {
        return PersonalBlock.newBuilder()
                .setName("Claimant " + claimant)
                .setEmail("claimant-%d@example.invalid".formatted(claimant))
                .build();
    }

    private static BigDecimal atSchemaScale(BigDecimal amount) {
        return amount.setScale(4);
    }

    private static <T> @Nullable T orEmpty(Dice dice, T value) {
        return Optional.of(value).filter(it -> !dice.happens(EMPTY_CELL)).orElse(null);
    }
}
