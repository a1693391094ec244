package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.lag.KafkaLagReader;
import io.claimstream.platform.lag.Lag;
import io.claimstream.platform.lag.LagWindow;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.service.Lookout;
import io.claimstream.platform.streams.WorldFailure;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream lag}. */
@Command(
        name = "lag",
        mixinStandardHelpOptions = true,
        description = {
            "How far every consumer group on the cluster is behind, in records and in seconds, seen from outside of the groups.",
            "Seconds are the age of the oldest unread record by its timestamp; none where too much waits to look at all. Control records and aborted transactions are no lag."
        })
final class LagCommand implements Callable<Integer> {

    private static final int LEAST_FOR_STATE = 35;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to look. Whether a group is stalled or falls behind is told from " + LEAST_FOR_STATE
                    + " seconds on. Default: ${DEFAULT-VALUE}, one look.")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 0) {
            throw new WrongUseException("Expected --for of 0 or more, but got " + seconds + ".");
        }
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        LagWindow window = new LagWindow();
        try (KafkaLagReader reader = new KafkaLagReader(() -> KafkaClients.properties(settings))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            window.add(Instant.now(), reader.read());
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(Lookout.EVERY.toMillis());
                window.add(Instant.now(), reader.read());
            }
        } catch (KafkaException e) {
            throw new OutsideWorldException(obstacle(e));
        }
        common.printer().list(rows(window.lag()));
        return ExitCode.DONE.number();
    }

    /** A cluster that is away says nothing; one that refuses says what. */
    private static String obstacle(KafkaException failure) {
        return WorldFailure.cause(failure)
                .map(it -> "Expected an answer of Kafka, but " + it
                        + ". See whether it runs, and whether kafka.bootstrap.servers names it.")
                .orElseGet(
                        () -> "Expected an answer of Kafka, but it refuses ("
                                + failure.getClass().getSimpleName()
                                + "). See whether kafka.client.* lets this command in, and whether it may describe groups and topics.");
    }

    private ArrayNode rows(Lag lag) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        lag.groups().forEach(group -> group.partitions().forEach(it -> rows.add(row(it))));
        return rows;
    }

    private ObjectNode row(Lag.Partition partition) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("group", partition.key().group())
                .put("topic", partition.key().topic())
                .put("partition", partition.key().partition())
                .put("records", partition.records())
                .put("exact", partition.isExact());
        @Nullable Double age = partition.seconds();
        if (age != null) {
            row.put("seconds", age);
        }
        return row.put(
                        "state",
                        seconds < LEAST_FOR_STATE ? "" : partition.state().name())
                .put("committed", partition.committed())
                .put("end", partition.end());
    }
}
