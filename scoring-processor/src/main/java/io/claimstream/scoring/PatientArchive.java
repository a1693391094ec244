package io.claimstream.scoring;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.published.ModelArchive;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Waits for a model whose parts are still on their way.
 *
 * @param archive where they come together
 * @param patience how long
 */
record PatientArchive(ModelArchive archive, Duration patience) {

    private static final long LOOK_MILLIS = 50;

    /**
     * The model of a version, when all of it comes in time.
     *
     * @throws TimeoutException when the thread is interrupted
     */
    Optional<ModelBundle> get(String version) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<ModelBundle> bundle = archive.get(version);
        while (bundle.isEmpty() && System.nanoTime() - deadline < 0) {
            pause();
            bundle = archive.get(version);
        }
        return bundle;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("Expected to wait for a model, but this process ends.", e);
        }
    }
}
