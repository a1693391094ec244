package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimScored;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessVerdict;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.Share;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream audit fairness}. */
@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description = {
            "Tells by age band and gender how far live scores were off from what was paid, how often people left them as they were, and how many policies accepted.",
            "Reads topics from the beginning, committed records only, age and gender among them; it prints sums of groups and nobody's own."
        })
final class FairnessCommand implements Callable<Integer> {

    private static final String CELL = "cell";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--insurer", paramLabel = "INSURER", description = "Claims of one insurer. Default: all.")
    private @Nullable String insurer;

    @Option(names = "--model", paramLabel = "VERSION", description = "Scores of one model version. Default: all.")
    private @Nullable String version;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day, UTC, on which the log took the settlement or decision. Default: the beginning.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC. Default: now.")
    private @Nullable String to;

    @Override
    public Integer call() {
        LiveFairness fairness = new LiveFairness(new LiveFairness.Span(
                insurer,
                version,
                from == null ? Long.MIN_VALUE : start(day(from)),
                to == null ? Long.MAX_VALUE : start(day(to).plusDays(1))));
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        Map<String, Object> kafka = TopicTail.connection(settings);
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        read(kafka, serdes, fairness);
        print(fairness.report());
        return ExitCode.DONE.number();
    }

    /** Feedback last: it is about scores. */
    private static void read(Map<String, Object> kafka, EventSerdes serdes, LiveFairness fairness) {
        Deserializer<ClaimProtected> attributes =
                serdes.of(Topics.CLAIMS_PROTECTED).deserializer();
        Deserializer<ClaimScored> scores = serdes.of(Topics.CLAIMS_SCORED).deserializer();
        Deserializer<ClaimFeedback> feedback = serdes.of(Topics.CLAIMS_FEEDBACK).deserializer();
        try (TopicTail tail = new TopicTail(kafka, List.of(Topics.CLAIMS_PROTECTED.name()))) {
            tail.readToEnd(it -> fairness.attributes(attributes.deserialize(it.topic(), it.value())));
        }
        try (TopicTail tail = new TopicTail(kafka, List.of(Topics.CLAIMS_SCORED.name()))) {
            tail.readToEnd(it -> fairness.scored(scores.deserialize(it.topic(), it.value())));
        }
        try (TopicTail tail = new TopicTail(kafka, List.of(Topics.CLAIMS_FEEDBACK.name()))) {
            tail.readToEnd(it -> fairness.feedback(feedback.deserialize(it.topic(), it.value()), it.timestamp()));
        }
    }

    private void print(LiveFairness.Report report) {
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        report.decisions().forEach((cell, decisions) -> {
            ObjectNode line = cells.addObject().put(CELL, cell);
            report.errors().ifPresent(it -> errors(line, cell, it));
            line.put("agreed", decisions.agreed())
                    .put("changed", decisions.changed())
                    .put("automatic", decisions.automatic());
            long decided = decisions.agreed() + decisions.changed();
            if (decided > 0) {
                measured(line, "agreement", Share.of(decisions.agreed(), decided));
            }
        });
        if (common.output() == OutputFormat.TABLE) {
            common.printer().list(table(cells));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("settled", report.settled());
        report.errors().ifPresent(it -> verdict(json, it));
        json.put("decisionsNotShown", report.notShown()).set("cells", cells);
        common.printer().object(json);
    }

    private static void errors(ObjectNode line, String cell, Fairness fairness) {
        fairness.cells().stream()
                .filter(it -> it.name().equals(cell))
                .findFirst()
                .ifPresent(it -> {
                    line.put("settled", it.rows());
                    measured(line, "mape", it.mape());
                    measured(line, "bias", it.bias());
                    measured(line, "gap", it.gap());
                    line.put("tooWide", it.isTooWide());
                });
    }

    private static void verdict(ObjectNode json, Fairness fairness) {
        json.put("limit", fairness.limit())
                .put("confidence", fairness.confidence())
                .put("cellConfidence", fairness.cellConfidence())
                .put("mergeRule", fairness.mergeRule());
        FairnessVerdict verdict = fairness.verdict();
        json.put("verdict", verdict.<String>fold(it -> "passed", it -> "blocked", it -> "unmeasured"));
        String why =
                verdict.<String>fold(it -> "", it -> String.join("; ", it.cells()), FairnessVerdict.Unmeasured::why);
        if (!why.isEmpty()) {
            json.put("why", why);
        }
    }

    private static void measured(ObjectNode line, String name, Measured figure) {
        ObjectNode one = line.putObject(name).put("value", figure.value());
        Double lower = figure.lower();
        Double upper = figure.upper();
        if (lower != null && upper != null) {
            one.put("lower", lower).put("upper", upper);
        }
    }

    /** Shares in per cent; the whole is in the JSON. */
    private static ArrayNode table(ArrayNode cells) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        cells.forEach(cell -> {
            ObjectNode row = rows.addObject();
            row.set(CELL, cell.get(CELL));
            for (String count : List.of("settled", "agreed", "changed", "automatic")) {
                row.put(count, cell.path(count).asLong());
            }
            for (String share : List.of("mape", "bias", "gap", "agreement")) {
                row.put(
                        share,
                        cell.has(share)
                                ? String.format(
                                        Locale.ROOT,
                                        "%.1f %%",
                                        100 * cell.path(share).path("value").asDouble())
                                : "");
            }
            row.put("tooWide", cell.path("tooWide").asBoolean());
        });
        return rows;
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new WrongUseException("Expected a day such as 2026-03-31, but got '" + text + "'.");
        }
    }
}
