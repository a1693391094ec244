package io.claimstream.feedback.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are meant; null means any.
 *
 * @param actor who did it
 * @param action what was done
 * @param from not before this time
 * @param to before this time
 * @param insurer the insurer that it concerns
 * @param resources addresses of what it was done to, any of them; none for everything
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String insurer,
        List<String> resources) {

    public AuditFilter {
        resources = List.copyOf(resources);
    }

    /** What was done to anything. */
    public AuditFilter(
            @Nullable String actor,
            @Nullable AuditAction action,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String insurer) {
        this(actor, action, from, to, insurer, List.of());
    }
}
