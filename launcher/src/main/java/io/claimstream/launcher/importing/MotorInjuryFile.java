package io.claimstream.launcher.importing;

import io.claimstream.domain.importing.MotorInjuryCells;
import io.claimstream.event.ClaimSubmitted;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes claims as a motor injury file, which {@link CsvRows} reads. Nothing stands under its name before it is whole. Not thread-safe. */
public final class MotorInjuryFile implements Closeable {

    private final Path file;
    private final Path draft;
    private final CSVPrinter out;

    private MotorInjuryFile(Path file, Path draft, CSVPrinter out) {
        this.file = file;
        this.draft = draft;
        this.out = out;
    }

    /**
     * Begins a file; one that is there is replaced in the end.
     *
     * @throws IOException when it cannot be written
     */
    public static MotorInjuryFile create(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader(MotorInjuryCells.columns().toArray(String[]::new))
                .get();
        return new MotorInjuryFile(
                file, draft, new CSVPrinter(Files.newBufferedWriter(draft, StandardCharsets.UTF_8), format));
    }

    /**
     * Writes a row.
     *
     * @param settlement what was paid, if it is known
     */
    public void write(ClaimSubmitted claim, Optional<BigDecimal> settlement) throws IOException {
        out.printRecord(MotorInjuryCells.of(claim, settlement).values());
    }

    /** Ends the file and puts it in its place. */
    public void finish() throws IOException {
        out.close(true);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(draft);
    }
}
