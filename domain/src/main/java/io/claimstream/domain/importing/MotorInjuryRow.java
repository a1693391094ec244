package io.claimstream.domain.importing;

import io.claimstream.domain.claim.ContentHash;
import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.ProtectedAttributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a row of a motor injury file of 36 columns as the first revision of a claim and, where the row has one, its
 * settlement. Nothing of the row is lost. The file has no references, so claim id, policy and claimant are made from the
 * row's content without the settlement: the same row always gives the same claim, also when its settlement comes later.
 * Whoever has ids of claims gives them in one column more.
 */
public final class MotorInjuryRow {

    /** The column of the settlement; the only one that a file may lack. */
    public static final String SETTLEMENT = "SettlementValue";

    /** The column of the claim's id, which a file may have beside its 36. */
    public static final String CLAIM_ID = "claim_id";

    private static final List<String> OTHER_COLUMNS = List.of(
            "AccidentType",
            "Injury_Prognosis",
            "Exceptional_Circumstances",
            "Minor_Psychological_Injury",
            "Dominant injury",
            "Whiplash",
            "Vehicle Type",
            "Weather Conditions",
            "Accident Date",
            "Claim Date",
            "Vehicle Age",
            "Driver Age",
            "Number of Passengers",
            "Accident Description",
            "Injury Description",
            "Police Report Filed",
            "Witness Present",
            "Gender");

    private static final int REFERENCE_CHARACTERS = 32;
    private static final int SETTLEMENT_SCALE = 2;
    private static final int HEAD_SCALE = 4;

    private MotorInjuryRow() {}

    /** The columns that a row must have; the settlement may be missing. */
    public static List<String> requiredColumns() {
        return Stream.concat(Arrays.stream(HeadOfLoss.values()).map(MotorInjuryRow::column), OTHER_COLUMNS.stream())
                .toList();
    }

    /** The required columns that a header lacks, so that a wrong file is refused before its first row. */
    public static List<String> missingColumns(Collection<String> header) {
        List<String> missing = new ArrayList<>(requiredColumns());
        missing.removeAll(header);
        return missing;
    }

    /** The columns of a header that a row cannot have, so that a name written otherwise is not passed over. */
    public static List<String> unknownColumns(Collection<String> header) {
        List<String> unknown = new ArrayList<>(header);
        unknown.removeAll(requiredColumns());
        unknown.removeAll(List.of(SETTLEMENT, CLAIM_ID));
        return unknown;
    }

    /** Name of the column of a head of loss. */
    public static String column(HeadOfLoss head) {
        String field = head.field();
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    /**
     * Reads a row.
     *
     * @param cells cells by column name; an empty cell is an empty text
     * @param line line of the row in its file, for problems
     * @param insurer insurer that the claims are imported for, such as {@code import}
     */
    public static RowOutcome read(Map<String, String> cells, int line, String insurer) {
        RowCells row = new RowCells(cells, line);
        ClaimSubmitted.Builder draft = draft(row, insurer);
        Optional<BigDecimal> settlement =
                cells.containsKey(SETTLEMENT) ? row.amount(SETTLEMENT, SETTLEMENT_SCALE) : Optional.empty();
        Optional<String> claimId = cells.containsKey(CLAIM_ID) ? row.claimId(CLAIM_ID) : Optional.empty();
        return row.problems().isEmpty()
                ? new RowOutcome.Read(identified(draft, claimId), settlement)
                : new RowOutcome.Unreadable(row.problems());
    }

    private static ClaimSubmitted identified(ClaimSubmitted.Builder draft, Optional<String> claimId) {
        String reference = ContentHash.of(draft.build()).substring(0, REFERENCE_CHARACTERS);
        return draft.setClaimId(claimId.orElse("row-" + reference))
                .setPolicy("policy-" + reference)
                .setClaimant("claimant-" + reference)
                .build();
    }

    private static ClaimSubmitted.Builder draft(RowCells row, String insurer) {
        return ClaimSubmitted.newBuilder()
                .setInsurer(insurer)
                .setClaimId("")
                .setRevision(1)
                .setSubmittingSystem("csv-import")
                .setPolicy("")
                .setClaimant("")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setClaimDate(row.time("Claim Date").orElse(null))
                .setAccident(accident(row))
                .setInjury(injury(row))
                .setHeadsOfLoss(heads(row))
                .setAccidentDescription(row.text("Accident Description").orElse(null))
                .setInjuryDescription(row.text("Injury Description").orElse(null))
                .setProtectedAttributes(ProtectedAttributes.newBuilder()
                        .setDriverAge(row.wholeNumber("Driver Age").orElse(null))
                        .setGender(row.text("Gender").orElse(null))
                        .build());
    }

    private static Accident accident(RowCells row) {
        return Accident.newBuilder()
                .setType(row.text("AccidentType").orElse(null))
                .setDate(row.time("Accident Date").orElse(null))
                .setWeather(row.text("Weather Conditions").orElse(null))
                .setVehicleType(row.text("Vehicle Type").orElse(null))
                .setVehicleAgeYears(row.wholeNumber("Vehicle Age").orElse(null))
                .setPassengers(row.wholeNumber("Number of Passengers").orElse(null))
                .setPoliceReportFiled(row.flag("Police Report Filed").orElse(null))
                .setWitnessPresent(row.flag("Witness Present").orElse(null))
                .build();
    }

    private static Injury injury(RowCells row) {
        return Injury.newBuilder()
                .setPrognosis(row.text("Injury_Prognosis").orElse(null))
                .setDominantInjury(row.text("Dominant injury").orElse(null))
                .setWhiplash(row.flag("Whiplash").orElse(null))
                .setMinorPsychologicalInjury(
                        row.flag("Minor_Psychological_Injury").orElse(null))
                .setExceptionalCircumstances(
                        row.flag("Exceptional_Circumstances").orElse(null))
                .build();
    }

    private static HeadsOfLoss heads(RowCells row) {
        HeadsOfLoss.Builder heads = HeadsOfLoss.newBuilder();
        for (HeadOfLoss head : HeadOfLoss.values()) {
            head.set(heads, row.amount(column(head), HEAD_SCALE).orElse(null));
        }
        return heads.build();
    }
}
