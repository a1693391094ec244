package io.claimstream.launcher.backtest;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a line for each claim of a backtest into a CSV file. */
final class ClaimLines {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "claim", "revision", "decidedBy", "decided", "estimated", "difference", "settlement", "learnedFrom")
            .setRecordSeparator('\n')
            .get();

    private ClaimLines() {}

    /** Half a file never looks like a whole one. */
    static void write(Path file, List<Rescored> claims) throws IOException {
        Path draft = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(draft);
                CSVPrinter csv = new CSVPrinter(writer, FORMAT)) {
            for (Rescored claim : claims) {
                print(csv, claim);
            }
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void print(CSVPrinter csv, Rescored claim) throws IOException {
        Decision decision = claim.decision();
        csv.printRecord(
                decision.claim(),
                decision.revision(),
                decision.modelVersion(),
                decision.estimate().toPlainString(),
                claim.estimate().toPlainString(),
                claim.difference().toPlainString(),
                claim.settlement().map(BigDecimal::toPlainString).orElse(""),
                claim.learned());
    }
}
