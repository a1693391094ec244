package io.claimstream.platform.streams;

import io.claimstream.platform.metrics.ClientMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A Kafka Streams instance with its meters.
 *
 * @param streams the instance
 * @param metrics its meters
 * @param timer refreshes them
 */
record RunningStreams(KafkaStreams streams, KafkaStreamsMetrics metrics, ScheduledExecutorService timer) {

    /** Binds the meters of an instance that is not started yet. */
    static RunningStreams of(KafkaStreams streams, String service, MeterRegistry meters) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(RunningStreams::daemon);
        KafkaStreamsMetrics metrics =
                new KafkaStreamsMetrics(streams, List.of(Tag.of("service", service)), timer, ClientMeters.REFRESH);
        metrics.bindTo(meters);
        return new RunningStreams(streams, metrics, timer);
    }

    /** Stops the instance, then its meters; whether it ended in time. */
    boolean close(GroupMembershipOperation membership, Duration within) {
        boolean ended =
                streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(within));
        metrics.close();
        timer.shutdownNow();
        return ended;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "streams-metrics");
        thread.setDaemon(true);
        return thread;
    }
}
