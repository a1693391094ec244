package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Sha256;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.page.ReportPage;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Everything that is known of a model version, as one file that needs nothing else: what it is, what it learned from, how good it was found, and what became of it. The same log gives the same
 * bytes. Immutable.
 *
 * @param bundle the model, verified
 * @param manifest what its manifest says
 * @param publishedAt when it was published; empty where the log does not say
 * @param report its evaluation report as it was published; empty without one
 * @param moves every move of the slots that names it, in their order
 * @param calibrations its calibrations, in their order
 */
public record TechnicalFile(
        ModelBundle bundle,
        ModelManifest manifest,
        Optional<Instant> publishedAt,
        Optional<byte[]> report,
        List<ModelDeployment> moves,
        List<CalibrationRecord> calibrations) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Times in a zip are the machine's own, so that any other would not give the same bytes everywhere. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public TechnicalFile {
        moves = List.copyOf(moves);
        calibrations = List.copyOf(calibrations);
    }

    /** Writes it as a zip. */
    public void write(OutputStream out) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("SHA256SUMS", text(sums(entries)));
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry one = new ZipEntry(entry.getKey());
                one.setTimeLocal(NO_TIME);
                zip.putNextEntry(one);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    /** What is in it, by name. */
    Map<String, byte[]> entries() {
        Map<String, byte[]> entries = withoutCard();
        entries.put("card.md", text(new ModelCard(this).text()));
        return entries;
    }

    /** What the card leads to. */
    Map<String, byte[]> withoutCard() {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("features.json", text(features()));
        entries.put("history/calibrations.json", text(events(calibrations)));
        entries.put("history/moves.json", text(events(moves)));
        entries.put("model/manifest.json", bundle.manifest());
        entries.put("model/manifest.sig", bundle.signature());
        entries.put("model/model.ubj", bundle.artifact());
        entries.put("model/signing-key.txt", text(bundle.signingKeyId()));
        report.ifPresent(it -> entries.put("report/report.json", it));
        page().ifPresent(it -> entries.put("report/report.html", text(it)));
        return entries;
    }

    /** The report as it can be read; empty without one, or where its format is no longer read. */
    Optional<EvaluationReport> readable() {
        try {
            return report.isEmpty() ? Optional.empty() : Optional.of(EvaluationReport.parse(report.get()));
        } catch (IOException e) {
            // What is no longer read is still in the file as it was published.
            return Optional.empty();
        }
    }

    private Optional<String> page() {
        return readable().map(ReportPage::of);
    }

    private static String features() {
        ArrayNode features = JsonNodeFactory.instance.arrayNode();
        FeatureSetV1.NAMES.forEach(
                name -> features.addObject().put("name", name).put("group", FeatureGroups.of(name)));
        return pretty(features);
    }

    private static String events(List<? extends SpecificRecord> events) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        events.forEach(it -> array.add(EventJson.toJson(it)));
        return pretty(array);
    }

    private static String pretty(ArrayNode json) {
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code sha256sum --check} reads them. */
    private static String sums(Map<String, byte[]> entries) {
        StringBuilder sums = new StringBuilder();
        entries.forEach((name, bytes) ->
                sums.append(Sha256.hex(bytes)).append("  ").append(name).append('\n'));
        return sums.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
