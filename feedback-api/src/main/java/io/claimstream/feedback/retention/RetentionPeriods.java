package io.claimstream.feedback.retention;

import io.claimstream.platform.retention.RetentionCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How long rows of tables are kept here: what was set, and otherwise what the catalogue says. Immutable.
 *
 * @param set periods by table; empty for unlimited
 */
public record RetentionPeriods(Map<String, Optional<Duration>> set) {

    /** As the catalogue says. */
    public static final RetentionPeriods BY_DEFAULT = new RetentionPeriods(Map.of());

    public RetentionPeriods {
        set = Map.copyOf(set);
    }

    /** The period of a topic or table; empty for unlimited. */
    public Optional<Duration> of(String name) {
        return set.containsKey(name)
                ? Objects.requireNonNull(set.get(name))
                : RetentionCatalogue.of(name).period();
    }
}
