package io.claimstream.launcher.embedded;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** The feature levels of a Kafka cluster that Claimstream counts on. */
public final class ClusterFeatures {

    /** Without these, exactly-once runs on the older protocol and transactions can hang. */
    private static final Map<String, Short> REQUIRED =
            Map.of("transaction.version", (short) 2, "group.version", (short) 1, "streams.version", (short) 1);

    private static final long LIMIT_SECONDS = 60;

    private ClusterFeatures() {}

    /**
     * Makes sure of the levels.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @throws IllegalStateException when one is lower, or the cluster does not answer within a minute
     */
    public static void require(Map<String, Object> connection) {
        try (Admin admin = Admin.create(connection)) {
            FeatureMetadata features =
                    admin.describeFeatures().featureMetadata().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            REQUIRED.forEach((name, level) -> require(features, name, level));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected Kafka to answer, but it did not.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka started.", e);
        }
    }

    private static void require(FeatureMetadata features, String name, short level) {
        FinalizedVersionRange range = features.finalizedFeatures().get(name);
        if (range == null || range.maxVersionLevel() < level) {
            throw new IllegalStateException("Expected Kafka's feature " + name + " at level " + level
                    + ", but it is at " + (range == null ? 0 : range.maxVersionLevel()) + ".");
        }
    }
}
