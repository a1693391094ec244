package io.claimstream.domain.importing;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.Injury;
import io.claimstream.event.ProtectedAttributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A claim as a row of a motor injury file: the inverse of {@link MotorInjuryRow}. The form has no room for references, people, or
 * earlier revisions. Pure.
 */
public final class MotorInjuryCells {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MotorInjuryCells() {}

    /** The columns of the form, the settlement first. */
    public static List<String> columns() {
        return Stream.concat(Stream.of(MotorInjuryRow.SETTLEMENT), MotorInjuryRow.requiredColumns().stream())
                .toList();
    }

    /**
     * The cells of a claim, by column name in the order of {@link #columns()}; what is not known is empty.
     *
     * @param settlement what was paid, if it is known
     */
    public static Map<String, String> of(ClaimSubmitted claim, Optional<BigDecimal> settlement) {
        Map<String, String> row = new LinkedHashMap<>();
        columns().forEach(column -> row.put(column, ""));
        row.put(MotorInjuryRow.SETTLEMENT, number(settlement));
        for (HeadOfLoss head : HeadOfLoss.values()) {
            row.put(MotorInjuryRow.column(head), number(head.of(claim.getHeadsOfLoss())));
        }
        row.put("Claim Date", time(claim.getClaimDate()));
        accident(row, claim.getAccident());
        injury(row, claim.getInjury());
        row.put("Accident Description", claim.getAccidentDescription().orElse(""));
        row.put("Injury Description", claim.getInjuryDescription().orElse(""));
        row.put("Driver Age", whole(claim.getProtectedAttributes().flatMap(ProtectedAttributes::getDriverAge)));
        row.put(
                "Gender",
                claim.getProtectedAttributes()
                        .flatMap(ProtectedAttributes::getGender)
                        .orElse(""));
        return row;
    }

    private static void accident(Map<String, String> row, Accident accident) {
        row.put("AccidentType", accident.getType().orElse(""));
        row.put("Weather Conditions", accident.getWeather().orElse(""));
        row.put("Vehicle Type", accident.getVehicleType().orElse(""));
        row.put("Vehicle Age", whole(accident.getVehicleAgeYears()));
        row.put("Number of Passengers", whole(accident.getPassengers()));
        row.put("Accident Date", time(accident.getDate()));
        row.put("Police Report Filed", flag(accident.getPoliceReportFiled()));
        row.put("Witness Present", flag(accident.getWitnessPresent()));
    }

    private static void injury(Map<String, String> row, Injury injury) {
        row.put("Injury_Prognosis", injury.getPrognosis().orElse(""));
        row.put("Dominant injury", injury.getDominantInjury().orElse(""));
        row.put("Whiplash", flag(injury.getWhiplash()));
        row.put("Minor_Psychological_Injury", flag(injury.getMinorPsychologicalInjury()));
        row.put("Exceptional_Circumstances", flag(injury.getExceptionalCircumstances()));
    }

    static String number(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::stripTrailingZeros)
                .map(it -> it.scale() < 1 ? it.setScale(1) : it)
                .map(BigDecimal::toPlainString)
                .orElse("");
    }

    private static String whole(Optional<Integer> number) {
        return number.map(it -> it + ".0").orElse("");
    }

    private static String flag(Optional<Boolean> flag) {
        return flag.map(it -> it ? "Yes" : "No").orElse("");
    }

    private static String time(Optional<Instant> time) {
        return time.map(TIME::format).orElse("");
    }
}
