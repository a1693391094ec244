package io.claimstream.feedback.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are meant; null means any.
 *
 * @param actor who did it
 * @param action what was done
 * @param from not before this time
 * @param to before this time
 * @param insurer the insurer that it concerns
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String insurer) {}
