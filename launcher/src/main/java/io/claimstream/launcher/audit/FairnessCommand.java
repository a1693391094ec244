package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private static final String UNREADABLE = "unreadable";

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
        ReadableEvents readable = new ReadableEvents(new EventSerdes(RegistryClients.of(settings)));
        read(kafka, readable, fairness);
        print(fairness.report(), readable.unreadable());
        return ExitCode.DONE.number();
    }

    /** Feedback last: it is about scores. */
    private static void read(Map<String, Object> kafka, ReadableEvents readable, LiveFairness fairness) {
        read(kafka, readable, Topics.CLAIMS_PROTECTED, (record, it) -> fairness.attributes(it));
        read(kafka, readable, Topics.CLAIMS_SCORED, (record, it) -> fairness.scored(it));
        read(kafka, readable, Topics.CLAIMS_FEEDBACK, (record, it) -> fairness.feedback(it, record.timestamp()));
    }

    private static <V extends SpecificRecord> void read(
            Map<String, Object> kafka,
            ReadableEvents readable,
            Topic<V> topic,
            BiConsumer<ConsumerRecord<byte[], byte[]>, V> taker) {
        try (TopicTail tail = new TopicTail(kafka, List.of(topic.name()))) {
            tail.readToEnd(readable.of(topic, taker));
        }
    }

    private void print(LiveFairness.Report report, long unreadable) {
        ArrayNode cells = cells(report);
        if (common.output() == OutputFormat.TABLE) {
            common.printer().list(table(cells));
            if (unreadable > 0) {
                common.printer().object(JsonNodeFactory.instance.objectNode().put(UNREADABLE, unreadable));
            }
            return;
        }
        common.printer().object(json(report, cells, unreadable));
    }

    private static ArrayNode cells(LiveFairness.Report report) {
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
        return cells;
    }

    static ObjectNode json(LiveFairness.Report report, ArrayNode cells, long unreadable) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("settled", report.settled());
        report.errors().ifPresent(it -> verdict(json, it));
        json.put("decisionsNotShown", report.notShown());
        if (unreadable > 0) {
            json.put(UNREADABLE, unreadable);
        }
        json.set("cells", cells);
        return json;
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
