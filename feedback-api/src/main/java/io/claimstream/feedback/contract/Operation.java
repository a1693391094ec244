package io.claimstream.feedback.contract;

import io.claimstream.feedback.access.Role;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of the API.
 *
 * @param id its {@code operationId}
 * @param method HTTP method, upper case
 * @param path template with parameters in braces; in angle brackets those that may hold slashes
 * @param tag what it belongs to
 * @param roles who may use it; empty for an operation that is open to everyone, without a key
 * @param isShownOnce whether its answer holds a secret that is shown once and kept nowhere
 * @param isStreamed whether its body may be too large to be held in memory
 */
public record Operation(
        String id,
        String method,
        String path,
        String tag,
        Optional<Set<Role>> roles,
        boolean isShownOnce,
        boolean isStreamed) {

    /** Whether a caller of a role may use it. */
    public boolean allows(Role role) {
        return roles.map(some -> some.contains(role)).orElse(true);
    }
}
