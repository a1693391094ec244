package io.claimstream.feedback.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or refused. Holds neither personal data nor secrets: ids, roles, amounts.
 *
 * @param actor who did it
 * @param action what was done
 * @param resource address of what it was done to
 * @param outcome whether it was done
 * @param insurer the insurer that it concerns; null for all of them together
 * @param states how it was before and after
 * @param traceId the request
 */
public record AuditEntry(
        String actor,
        AuditAction action,
        String resource,
        Outcome outcome,
        @Nullable String insurer,
        States states,
        String traceId) {

    /** Whether it was done. */
    public enum Outcome {
        DONE,
        REFUSED
    }

    /**
     * How something was before and after a change.
     *
     * @param before null when it was not there, or nothing is known of it
     * @param after null when it is gone
     */
    public record States(@Nullable JsonNode before, @Nullable JsonNode after) {

        /** Nothing to tell. */
        public static States none() {
            return new States(null, null);
        }

        /** Something that was not there before. */
        public static States made(JsonNode after) {
            return new States(null, after);
        }
    }
}
