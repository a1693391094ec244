package io.claimstream.platform.service;

import io.claimstream.platform.service.Health.Check;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether Kafka answers. A look takes two seconds at most. Thread-safe. */
public final class KafkaCheck implements Supplier<Check> {

    /** Name of the check. */
    public static final String NAME = "kafka";

    private static final int PATIENCE_MILLIS = 2_000;

    private final Admin admin;

    /** @param admin closed by the caller */
    public KafkaCheck(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Check get() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .nodes()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return Check.up(NAME);
        } catch (ExecutionException | TimeoutException e) {
            return Check.waiting(NAME, "Kafka does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.waiting(NAME, "the service stops");
        }
    }
}
