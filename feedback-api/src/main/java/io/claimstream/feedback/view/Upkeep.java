package io.claimstream.feedback.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells how the read model is, and has it made again from the topics. Thread-safe. */
public interface Upkeep {

    /**
     * A rebuild.
     *
     * @param askedAt when it was asked for
     * @param doneAt when every projection had it done; null while it goes on
     */
    record Asked(Instant askedAt, @Nullable Instant doneAt) {}

    /** Where each projection of this instance stands. */
    List<Standing> standings();

    /** Whether views are empty, or about to be, so that nobody knows what is in the topics. */
    default boolean isRebuilding() {
        return standings().stream().anyMatch(Standing::isRebuilding);
    }

    /** The last rebuild; empty when there never was one. */
    Optional<Asked> last();

    /**
     * Asks for a rebuild; while one goes on it stays the same.
     *
     * @param kept told within the transaction, so that a trail of it stands when the rebuild does
     */
    Asked ask(Consumer<Handle> kept);
}
