package io.claimstream.model.training;

import io.claimstream.model.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How far a training is: one line of JSON on the trainer's standard output.
 *
 * @param round trees grown so far
 * @param rounds trees in all
 * @param trainRmse root mean squared error of the logarithm on the training rows
 * @param millisLeft estimate of the time left, in milliseconds
 */
public record TrainingProgress(int round, int rounds, double trainRmse, long millisLeft) {

    /** The line. */
    public String toLine() {
        return new String(ModelJson.bytes(this), StandardCharsets.UTF_8);
    }

    /** The progress that a line tells; empty for a line that is something else, such as native output. */
    public static Optional<TrainingProgress> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModelJson.read(line.getBytes(StandardCharsets.UTF_8), TrainingProgress.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Told of progress. */
    @FunctionalInterface
    public interface Listener {
        void onProgress(int round, int rounds, double trainRmse);
    }
}
