package io.claimstream.feedback.view;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets are asked for, the last used first.
 *
 * @param insurer only those of this insurer and those of every insurer; null for all
 * @param after the last of the page before; empty for the first page
 * @param limit the most to answer with
 */
public record DatasetSearch(@Nullable String insurer, Optional<Place> after, int limit) {

    /** A place in the list. */
    public record Place(Instant lastUsedAt, String name) {}
}
