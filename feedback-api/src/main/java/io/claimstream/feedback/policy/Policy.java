package io.claimstream.feedback.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is laid down for an insurer.
 *
 * @param insurer the insurer, or {@link Policies#ALL}
 * @param version counts the changes, from 0 for what was never laid down
 * @param document what is laid down; null for nothing
 * @param changed the last change; null when there was none
 */
public record Policy(String insurer, long version, @Nullable JsonNode document, @Nullable Change changed) {

    /** Who changed it, and when. */
    public record Change(String by, Instant at) {}

    /** What was never laid down. */
    static Policy none(String insurer) {
        return new Policy(insurer, 0, null, null);
    }
}
