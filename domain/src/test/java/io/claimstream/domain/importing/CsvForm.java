package io.claimstream.domain.importing;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ProtectedAttributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The inverse of reading a row, and rows of our own to read. */
final class CsvForm {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CsvForm() {}

    static Map<String, String> of(RowOutcome.Read read) {
        ClaimSubmitted claim = read.claim();
        ProtectedAttributes attributes = claim.getProtectedAttributes().orElseThrow();
        Map<String, String> row = new HashMap<>();
        row.put("SettlementValue", number(read.settlement()));
        for (HeadOfLoss head : HeadOfLoss.values()) {
            row.put(MotorInjuryRow.column(head), number(head.of(claim.getHeadsOfLoss())));
        }
        row.put("AccidentType", claim.getAccident().getType().orElse(""));
        row.put("Weather Conditions", claim.getAccident().getWeather().orElse(""));
        row.put("Vehicle Type", claim.getAccident().getVehicleType().orElse(""));
        row.put("Vehicle Age", whole(claim.getAccident().getVehicleAgeYears()));
        row.put("Number of Passengers", whole(claim.getAccident().getPassengers()));
        row.put("Accident Date", time(claim.getAccident().getDate()));
        row.put("Police Report Filed", flag(claim.getAccident().getPoliceReportFiled()));
        row.put("Witness Present", flag(claim.getAccident().getWitnessPresent()));
        row.put("Claim Date", time(claim.getClaimDate()));
        row.put("Injury_Prognosis", claim.getInjury().getPrognosis().orElse(""));
        row.put("Dominant injury", claim.getInjury().getDominantInjury().orElse(""));
        row.put("Whiplash", flag(claim.getInjury().getWhiplash()));
        row.put("Minor_Psychological_Injury", flag(claim.getInjury().getMinorPsychologicalInjury()));
        row.put("Exceptional_Circumstances", flag(claim.getInjury().getExceptionalCircumstances()));
        row.put("Accident Description", claim.getAccidentDescription().orElse(""));
        row.put("Injury Description", claim.getInjuryDescription().orElse(""));
        row.put("Driver Age", whole(attributes.getDriverAge()));
        row.put("Gender", attributes.getGender().orElse(""));
        return row;
    }

    static String random(String column, Random random) {
        if (column.startsWith("Special") || column.startsWith("General") || column.equals("SettlementValue")) {
            int scale = column.equals("SettlementValue") ? 2 : random.nextInt(5);
            return number(Optional.of(BigDecimal.valueOf(1 + random.nextInt(9_000_000), scale)));
        }
        return switch (column) {
            case "Vehicle Age", "Number of Passengers" -> random.nextInt(30) + ".0";
            case "Driver Age" -> 18 + random.nextInt(70) + ".0";
            case "Accident Date" -> randomTime(2019, random);
            case "Claim Date" -> randomTime(2022, random);
            case "Injury_Prognosis" -> "Z. " + (1 + random.nextInt(30)) + " months";
            case "Gender" -> List.of("Male", "Female", "Other").get(random.nextInt(3));
            case "AccidentType", "Weather Conditions", "Vehicle Type", "Dominant injury" -> "Kind " + random.nextInt(9);
            case "Accident Description", "Injury Description" ->
                "Words, with \"marks\" and ümlauts " + random.nextInt(9);
            default -> random.nextBoolean() ? "Yes" : "No";
        };
    }

    private static String randomTime(int year, Random random) {
        return TIME.format(LocalDateTime.of(year, 1, 1, 0, 0)
                .plusSeconds(random.nextInt(60_000_000))
                .plusNanos(1_000L * random.nextInt(1_000_000))
                .toInstant(ZoneOffset.UTC));
    }

    private static String number(Optional<BigDecimal> amount) {
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
