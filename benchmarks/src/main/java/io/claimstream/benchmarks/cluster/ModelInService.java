package io.claimstream.benchmarks.cluster;

import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.benchmarks.pipeline.BenchmarkModel;
import io.claimstream.launcher.audit.LogAudit;
import io.claimstream.model.KeyFiles;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;

/** Has a cluster score with a model instead of the baseline. */
public final class ModelInService {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final BoosterSize SIZE = new BoosterSize(20, 4);

    private ModelInService() {}

    /**
     * Publishes a model and plays until it scores; the load is paused afterwards.
     *
     * @throws IllegalStateException when it does not score within a minute
     */
    public static void await(Cluster cluster, EventSerdes serdes, SteadyLoad load, LogAudit audit)
            throws InterruptedException {
        BenchmarkModel model = BenchmarkModel.train(SIZE, KeyFiles.signer(cluster.secrets()));
        model.publish(cluster.bootstrapServers(), serdes);
        load.play();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (audit.refresh().scoredByModel() == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected a model in service within " + LIMIT + ".");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        load.pause();
    }
}
