package io.claimstream.platform.pseudonym;

import io.claimstream.platform.pseudonym.PseudonymTable.Mark;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Destroys pseudonyms in the database, for a process that looks none up: no key is needed for it. Processes that do look them up forget as
 * {@link io.claimstream.platform.destruction.Destructions} says. Thread-safe.
 */
public final class PseudonymDestruction {

    private final Clock clock;

    public PseudonymDestruction(Clock clock) {
        this.clock = clock;
    }

    /**
     * Destroys a pseudonym for good within the handle's transaction, as {@link PersonPseudonyms#destroy} does. Done again, it changes nothing, and finds nothing. Whoever makes or
     * destroys pseudonyms waits for the end of the transaction.
     *
     * @param kind as it was named
     */
    public Destroyed destroy(Handle handle, String kind, String insurer, String pseudonym) {
        @Nullable
        Mark mark = PseudonymKeyTable.all(handle).stream()
                .filter(it -> it.computes() && it.retiredAt().isEmpty())
                .findFirst()
                .map(it -> new Mark(it.number(), Lookup.of(pseudonym)))
                .orElse(null);
        return PseudonymTable.destroy(handle, kind, insurer, pseudonym, mark, clock.instant());
    }

    /** Whether pseudonyms may have been here that nobody can find any more, because the key that they were looked up by is retired. */
    public boolean areSomeForgotten(Handle handle) {
        return PseudonymKeyTable.all(handle).stream()
                .anyMatch(it -> it.retiredAt().isPresent());
    }
}
