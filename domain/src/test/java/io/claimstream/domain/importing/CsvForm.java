package io.claimstream.domain.importing;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Cells of rows of our own to read. */
final class CsvForm {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CsvForm() {}

    static String random(String column, Random random) {
        if (column.startsWith("Special") || column.startsWith("General") || column.equals("SettlementValue")) {
            int scale = column.equals("SettlementValue") ? 2 : random.nextInt(5);
            return MotorInjuryCells.number(Optional.of(BigDecimal.valueOf(1 + random.nextInt(9_000_000), scale)));
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
}
