package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.model.Sha256;
import io.claimstream.model.evaluation.page.ExplorationPage;
import io.claimstream.model.exploration.Exploration;
import io.claimstream.model.exploration.FeatureColumn;
import io.claimstream.model.exploration.Spread;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream explore}. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a motor injury file looks like to a model: rows that it can learn from, what was paid, and each feature.",
            "Writes exploration.json, exploration.html and the pictures by themselves."
        })
public final class ExploreCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description = "The file, UTF-8, comma separated, with a header.")
    private Path csv = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory of the result; one that is there is replaced.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        ReportDirectory directory = new ReportDirectory(out);
        Exploration exploration = explore();
        Path json = directory.write("exploration.json", exploration.toBytes());
        Path page = directory.write("exploration.html", ExplorationPage.of(exploration));
        directory.writePictures(ExplorationPage.pictures(exploration));
        ObjectNode summary = summary(exploration).put("result", json.toString()).put("page", page.toString());
        if (common.output() == OutputFormat.JSON) {
            summary.set("features", features(exploration));
        }
        common.printer().object(summary);
        if (common.output() == OutputFormat.TABLE) {
            common.printer().list(features(exploration));
        }
        return ExitCode.DONE.number();
    }

    private Exploration explore() throws IOException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        SettledRows rows = new SettledRows(now, common.progress());
        try (FileClaims claims = FileClaims.open(csv, now)) {
            rows.read(claims);
        }
        return Exploration.of(
                rows.dataset(),
                new Exploration.Source(
                        String.valueOf(csv.getFileName()),
                        Sha256.hex(Files.readAllBytes(csv)),
                        rows.rows(),
                        rows.dataset().size(),
                        rows.alike(),
                        rows.leftOut()));
    }

    private static ObjectNode summary(Exploration exploration) {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("rows", exploration.source().rows())
                .put("usable", exploration.source().used())
                .put("alike", exploration.source().alike());
        exploration.source().leftOut().forEach((reason, count) -> summary.put("leftOut " + reason, count));
        put(summary, "paid", exploration.paid());
        put(summary, "paidOfClaimed", exploration.paidOfClaimed());
        return summary;
    }

    private static void put(ObjectNode summary, String name, Spread spread) {
        summary.put(name + "LowerQuartile", thousandths(spread.lowerQuartile()))
                .put(name + "Median", thousandths(spread.median()))
                .put(name + "UpperQuartile", thousandths(spread.upperQuartile()));
    }

    private static ArrayNode features(Exploration exploration) {
        ArrayNode features = JsonNodeFactory.instance.arrayNode();
        exploration.features().stream().limit(SHOWN).forEach(it -> features.add(feature(it)));
        return features;
    }

    private static ObjectNode feature(FeatureColumn column) {
        ObjectNode feature = JsonNodeFactory.instance
                .objectNode()
                .put("feature", column.feature())
                .put("correlation", thousandths(column.correlation()))
                .put("missing", thousandths(column.missing()))
                .put("distinct", column.distinct());
        Spread spread = column.spread();
        return spread == null ? feature : feature.put("median", thousandths(spread.median()));
    }

    /** As people read it; the file has all digits. */
    private static double thousandths(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
