package io.claimstream.feedback.audit;

import java.time.Instant;

/**
 * An entry as it stands in the trail.
 *
 * @param id its place in the trail, rising
 * @param at when it was written
 */
public record AuditedEntry(long id, Instant at, AuditEntry entry) {}
