package io.claimstream.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through those meters of Kafka's clients and of Kafka Streams that somebody looks at: the whole set is some thousands of series for
 * each service, most of them by topic, task or broker. Thread-safe.
 */
final class KafkaMeterFilter implements MeterFilter {

    private static final String KAFKA = "kafka.";

    private static final Set<String> KEPT = Set.of(
            // Kafka Streams: its threads, and where their time goes.
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.total",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.commit.ratio",
            "kafka.stream.thread.poll.ratio",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.blocked.time.ns.total",
            "kafka.stream.task.dropped.records.total",
            // What is restored, and how far it is.
            "kafka.stream.task.restore.total",
            "kafka.stream.task.restore.remaining.records.total",
            // RocksDB, by store and task.
            "kafka.stream.state.estimate.num.keys",
            "kafka.stream.state.total.sst.files.size",
            "kafka.stream.state.size.all.mem.tables",
            "kafka.stream.state.block.cache.usage",
            "kafka.stream.state.estimate.table.readers.mem",
            "kafka.stream.state.background.errors",
            // Consumers.
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.last.rebalance.seconds.ago",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.time.between.poll.max",
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.consumer.connection.count",
            "kafka.consumer.failed.authentication.total",
            // Producers.
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.record.send.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.request.latency.max",
            "kafka.producer.buffer.available.bytes",
            "kafka.producer.txn.commit.time.ns.total",
            "kafka.producer.connection.count",
            "kafka.producer.failed.authentication.total");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        boolean isKept = KEPT.contains(id.getName()) && !isTwin(id.getTag("topic"));
        return !id.getName().startsWith(KAFKA) || isKept ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }

    /** Kafka shows a topic with dots in its name once more, with underscores instead. No topic of ours has one in its name. */
    private static boolean isTwin(@Nullable String topic) {
        return topic != null && topic.contains("_");
    }
}
