package io.claimstream.model.study;

import io.claimstream.model.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How far a study is: one line of JSON on its process's standard output.
 *
 * @param doing what it is at, in a few words
 * @param trees trees grown so far
 * @param ofTrees trees in all, at most
 * @param mape the smallest MAPE measured so far; NaN before the first
 * @param millisLeft estimate of the time left, in milliseconds
 */
public record StudyProgress(String doing, long trees, long ofTrees, double mape, long millisLeft) {

    /** The line. */
    public String toLine() {
        return new String(ModelJson.bytes(this), StandardCharsets.UTF_8);
    }

    /** The progress that a line tells; empty for a line that is something else, such as native output. */
    public static Optional<StudyProgress> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModelJson.read(line.getBytes(StandardCharsets.UTF_8), StudyProgress.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
