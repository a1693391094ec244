package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A training run.
 *
 * @param id identifies the run
 * @param slot what the model is for
 * @param cause what set it off
 * @param state where it stands
 * @param startedAt when it began
 * @param finishedAt when it ended; null while under way
 * @param data what it learned from
 * @param recipe what it was made with
 * @param outcome what came of it
 */
public record Run(
        String id,
        Models.Slot slot,
        String cause,
        String state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Data data,
        Recipe recipe,
        Outcome outcome) {

    /** Whether it has not ended. */
    public boolean isUnderWay() {
        return state.equals("TRAINING");
    }

    /** The same, with what it left out. */
    Run without(Map<String, Integer> exclusions) {
        return new Run(
                id,
                slot,
                cause,
                state,
                startedAt,
                finishedAt,
                new Data(data.dataset(), data.sha256(), data.rows(), exclusions),
                recipe,
                outcome);
    }

    /**
     * What a run learned from.
     *
     * @param dataset name of the dataset, or null until it is read
     * @param sha256 SHA-256 of its rows, or null until it is read
     * @param rows usable labelled claims
     * @param exclusions claims left out, by reason; empty until it is read, and when it was recorded before that was kept
     */
    public record Data(@Nullable String dataset, @Nullable String sha256, int rows, Map<String, Integer> exclusions) {

        public Data {
            exclusions = Collections.unmodifiableMap(new TreeMap<>(exclusions));
        }
    }

    /**
     * What a run was made with; nulls when it was recorded before that was kept.
     *
     * @param parameters parameters of the training
     * @param code version of the build that trained
     */
    public record Recipe(@Nullable JsonNode parameters, @Nullable String code) {}

    /**
     * What came of a run.
     *
     * @param version model version, or null when none was trained
     * @param metrics errors of champion, challenger and baseline, or null until measured
     * @param reason why it ended as it did, or null while under way
     */
    public record Outcome(@Nullable String version, @Nullable JsonNode metrics, @Nullable String reason) {}
}
