package io.claimstream.feedback.events;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what.
 *
 * @param insurer the only insurer whose events are told; null for all
 * @param kinds the kinds that are told
 */
public record Audience(@Nullable String insurer, Set<EventKind> kinds) {

    public Audience {
        kinds = Set.copyOf(kinds);
    }

    /** Whether an event is told. */
    public boolean hears(FeedEvent event) {
        boolean isTheirs = insurer == null || event.insurer() == null || insurer.equals(event.insurer());
        return isTheirs && kinds.contains(event.kind());
    }
}
