package io.claimstream.benchmarks.cluster;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** Tells whether a cluster has all its brokers and every copy of every partition. Thread-safe. */
final class KafkaWatch implements AutoCloseable {

    private static final int ANSWER_MILLIS = 5_000;

    private final Admin admin;

    KafkaWatch(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "request.timeout.ms",
                ANSWER_MILLIS,
                "default.api.timeout.ms",
                ANSWER_MILLIS));
    }

    /** Whether every broker is there and in sync; false also when none answers. */
    boolean isWhole() {
        try {
            return get(admin.describeCluster().nodes()).size() == KafkaNodes.BROKERS
                    && get(admin.describeTopics(get(admin.listTopics(new ListTopicsOptions().listInternal(true))
                                            .names()))
                                    .allTopicNames())
                            .values()
                            .stream()
                            .allMatch(KafkaWatch::isInSync);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isInSync(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}
