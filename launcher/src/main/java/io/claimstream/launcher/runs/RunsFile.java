package io.claimstream.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Training runs as a file for other tools. The same runs give the same bytes. */
final class RunsFile {

    private RunsFile() {}

    /** The form of a file. */
    enum Format {
        /** A header and a line for each run, with a column for each field that any of them has. */
        CSV,
        /** The runs as the API shows them. */
        JSON
    }

    /** Writes all runs; half a file never looks like a whole one. */
    static void write(List<ObjectNode> runs, Format format, Path out) throws IOException {
        Path draft = out.toAbsolutePath().resolveSibling(out.getFileName() + ".part");
        try (Writer text = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            if (format == Format.CSV) {
                csv(runs.stream().map(Runs::flat).toList(), text);
            } else {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                all.addAll(runs);
                text.write(all.toPrettyString());
                text.write('\n');
            }
        }
        Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void csv(List<Map<String, String>> runs, Writer text) throws IOException {
        Set<String> fields = new LinkedHashSet<>();
        runs.forEach(run -> fields.addAll(run.keySet()));
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(fields.toArray(String[]::new))
                .setRecordSeparator('\n')
                .get();
        try (CSVPrinter csv = new CSVPrinter(text, format)) {
            for (Map<String, String> run : runs) {
                csv.printRecord(fields.stream()
                        .map(field -> run.getOrDefault(field, ""))
                        .toList());
            }
        }
    }
}
