package io.claimstream.launcher.datasets;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.DatasetManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A dataset as a file for other tools. The same dataset gives the same bytes. */
final class DatasetFile {

    private static final int SYNC_BYTES = 16;
    private static final int DEFLATE = 6;
    private static final List<String> LEADING = List.of(
            "insurer",
            "claimId",
            "revision",
            "claimant",
            "claimEventTime",
            "labelledAt",
            "kind",
            "label",
            "sumOfHeads",
            "estimate",
            "modelVersion",
            "flags");

    private final DatasetManifest manifest;
    private final List<String> features;
    private final Progress progress;

    DatasetFile(DatasetManifest manifest, List<String> features, Progress progress) {
        this.manifest = manifest;
        this.features = List.copyOf(features);
        this.progress = progress;
    }

    /** The form of a file. */
    enum Format {
        /** A header and a line for each row, with a column for each feature; an empty cell is missing. */
        CSV,
        /** An Avro container of ClaimLabelled, with the manifest in its metadata. */
        AVRO
    }

    /** Writes rows in their order; half a file never looks like a whole one. */
    void write(List<ClaimLabelled> rows, Format format, Path out) throws IOException {
        Path draft = out.toAbsolutePath().resolveSibling(out.getFileName() + ".part");
        try (OutputStream bytes = Files.newOutputStream(draft);
                Progress.Task task = progress.task("rows written", rows.size())) {
            if (format == Format.CSV) {
                csv(rows, bytes, task);
            } else {
                avro(rows, bytes, task);
            }
        }
        Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
    }

    private void csv(List<ClaimLabelled> rows, OutputStream bytes, Progress.Task task) throws IOException {
        String[] header = Stream.concat(LEADING.stream(), features.stream()).toArray(String[]::new);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(header)
                .setRecordSeparator('\n')
                .get();
        try (Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
                CSVPrinter csv = new CSVPrinter(text, format)) {
            long written = 0;
            for (ClaimLabelled row : rows) {
                csv.printRecord(cells(row));
                task.at(++written);
            }
        }
    }

    private static Stream<String> cells(ClaimLabelled row) {
        return Stream.concat(
                Stream.of(
                        row.getInsurer(),
                        row.getClaimId(),
                        Integer.toString(row.getRevision()),
                        row.getClaimantPseudonym(),
                        row.getClaimEventTime().toString(),
                        row.getLabelEventTime().toString(),
                        row.getLabelKind().name(),
                        row.getLabel().orElseThrow().toPlainString(),
                        row.getSumOfHeads().toPlainString(),
                        row.getEstimate().toPlainString(),
                        row.getModelVersion(),
                        String.join(" ", row.getFlags().orElse(List.of()))),
                // The shortest text that reads back to the same bits.
                row.getValues().stream().map(value -> value.isNaN() ? "" : value.toString()));
    }

    private void avro(List<ClaimLabelled> rows, OutputStream bytes, Progress.Task task) throws IOException {
        // A mark of the content in place of a random one, so that two exports are the same file.
        byte[] sync = Arrays.copyOf(HexFormat.of().parseHex(manifest.sha256()), SYNC_BYTES);
        try (DataFileWriter<ClaimLabelled> file =
                new DataFileWriter<>(new SpecificDatumWriter<>(ClaimLabelled.class))) {
            file.setCodec(CodecFactory.deflateCodec(DEFLATE));
            file.setMeta("claimstream.dataset", manifest.name());
            file.setMeta("claimstream.manifest", manifest.toBytes());
            file.setMeta("claimstream.features", String.join(",", features));
            file.create(ClaimLabelled.getClassSchema(), bytes, sync);
            long written = 0;
            for (ClaimLabelled row : rows) {
                file.append(row);
                task.at(++written);
            }
        }
    }
}
