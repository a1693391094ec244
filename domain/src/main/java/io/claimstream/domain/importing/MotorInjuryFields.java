package io.claimstream.domain.importing;

import io.claimstream.domain.claim.HeadOfLoss;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which column of a motor injury file a field of the claim is read from, so that whoever sent columns is answered in columns. Immutable. */
public final class MotorInjuryFields {

    private static final Map<String, String> COLUMNS = columns();

    private MotorInjuryFields() {}

    /**
     * The column of a field; empty for one that no column says, such as the policy.
     *
     * @param field path of the field with dots, as in a violation
     */
    public static Optional<String> column(String field) {
        return Optional.ofNullable(COLUMNS.get(field));
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new HashMap<>(Map.of(
                "claimId", MotorInjuryRow.CLAIM_ID,
                "claimDate", "Claim Date",
                "accidentDescription", "Accident Description",
                "injuryDescription", "Injury Description",
                "protectedAttributes.driverAge", "Driver Age",
                "protectedAttributes.gender", "Gender"));
        columns.putAll(Map.of(
                "accident.type", "AccidentType",
                "accident.date", "Accident Date",
                "accident.weather", "Weather Conditions",
                "accident.vehicleType", "Vehicle Type",
                "accident.vehicleAgeYears", "Vehicle Age",
                "accident.passengers", "Number of Passengers",
                "accident.policeReportFiled", "Police Report Filed",
                "accident.witnessPresent", "Witness Present"));
        columns.putAll(Map.of(
                "injury.prognosis", "Injury_Prognosis",
                "injury.dominantInjury", "Dominant injury",
                "injury.whiplash", "Whiplash",
                "injury.minorPsychologicalInjury", "Minor_Psychological_Injury",
                "injury.exceptionalCircumstances", "Exceptional_Circumstances"));
        for (HeadOfLoss head : HeadOfLoss.values()) {
            columns.put("headsOfLoss." + head.field(), MotorInjuryRow.column(head));
        }
        return Map.copyOf(columns);
    }
}
