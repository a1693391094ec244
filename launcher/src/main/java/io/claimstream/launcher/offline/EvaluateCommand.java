package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.importing.CsvRows;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.Sha256;
import io.claimstream.model.evaluation.Comparison;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Learned;
import io.claimstream.model.evaluation.page.ReportPage;
import io.claimstream.model.statistics.Measured;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model on the settled rows of a motor injury file, by the code of the stream: error, calibration, drift,",
            "fairness, and how it compares. Writes report.json, report.html and the pictures by themselves.",
            "Ends with 3 when fairness blocks a promotion, or when no row can be evaluated."
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final String JSON = "report.json";
    private static final String PAGE = "report.html";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR|VERSION",
            description = "Directory written by 'train', or a version such as m-0123456789ab.")
    private String model = "";

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description =
                    "The file, UTF-8, comma separated, with a header; best one that the model did not learn from.")
    private Path csv = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory of the report; one that is there is replaced.")
    private Path out = Path.of("");

    @Option(
            names = "--against",
            paramLabel = "DIR|VERSION",
            description =
                    "Model to compare with on the same rows, such as the champion; may be given more than once. The baseline is"
                            + " always compared.")
    private List<String> against = List.of();

    @Option(
            names = "--trained-on",
            paramLabel = "FILE",
            description =
                    "The file that the model was trained from: tells which rows it learned from, and how far the rows drifted since.")
    private @Nullable Path trainedOn;

    @Override
    public Integer call() throws IOException {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        ReportDirectory directory = new ReportDirectory(out);
        EvaluationReport report = evaluate(new OfflineModels(settings, common.progress()));
        directory.write(JSON, report.toBytes());
        directory.write(PAGE, ReportPage.of(report));
        directory.writePictures(ReportPage.pictures(report));
        common.printer().object(summary(report));
        if (report.exposure().maybeSeen() > 0) {
            common.progress().say("warning: " + report.exposure().text());
        }
        List<String> blocked = report.fairness()
                .verdict()
                .fold(passed -> List.<String>of(), it -> it.cells(), unmeasured -> List.<String>of());
        if (!blocked.isEmpty()) {
            common.progress().say("fairness blocks a promotion of this model: " + String.join("; ", blocked));
        }
        return (blocked.isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
    }

    private EvaluationReport evaluate(OfflineModels models) throws IOException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        try (FileClaims claims = FileClaims.open(csv, now);
                CsvRows people = CsvRows.open(csv, "import");
                OfflineModel opened = models.open(model);
                Compared others = new Compared(new ArrayList<>())) {
            for (String other : against) {
                others.models().add(models.open(other));
            }
            FileEvaluation evaluation = new FileEvaluation(opened, others.models(), now, common.progress());
            Optional<Learned> learned = Optional.ofNullable(trainedOn)
                    .map(file -> evaluation.learned(file, new SettledRows(now, common.progress())));
            evaluation.read(claims, people);
            return evaluation.report(source(), learned.orElse(null), codeVersion());
        }
    }

    private FileEvaluation.Named source() throws IOException {
        return new FileEvaluation.Named(String.valueOf(csv.getFileName()), Sha256.hex(Files.readAllBytes(csv)));
    }

    /** The other models, closed in any case. */
    private record Compared(List<OfflineModel> models) implements AutoCloseable {
        @Override
        public void close() {
            models.forEach(OfflineModel::close);
        }
    }

    private ObjectNode summary(EvaluationReport report) {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("modelVersion", report.versions().model())
                .put("rows", report.data().rows())
                .put("evaluated", report.data().evaluated())
                .put("leftOut", report.data().rows() - report.data().evaluated())
                .put("maybeLearnedFrom", report.exposure().maybeSeen());
        put(summary, "mape", report.error().mape());
        summary.put("withinTenPercent", report.error().metrics().withinTenPercent());
        Optional.ofNullable(report.calibration()).ifPresent(it -> put(summary, "coverage", it.coverage()));
        for (Comparison comparison : report.comparisons()) {
            ObjectNode node = summary.putObject("against " + comparison.with());
            node.put("finding", comparison.finding().name())
                    .put("mape", comparison.metrics().mape());
            put(node, "difference", comparison.mapeDifference());
        }
        report.fairness()
                .verdict()
                .fold(
                        passed -> summary.put("fairness", "passed"),
                        blocked -> summary.put("fairness", "blocked by " + String.join("; ", blocked.cells())),
                        unmeasured -> summary.put("fairness", "not measured: " + unmeasured.why()));
        return summary.put("report", out.resolve(JSON).toString())
                .put("page", out.resolve(PAGE).toString());
    }

    private static void put(ObjectNode node, String name, Measured figure) {
        node.put(name, figure.value());
        if (figure.lower() != null && figure.upper() != null) {
            node.put(name + "Lower", figure.lower()).put(name + "Upper", figure.upper());
        }
    }

    private static String codeVersion() {
        String version = EvaluateCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
