package io.claimstream.launcher.importing;

import io.claimstream.launcher.command.OutsideWorldException;
import java.time.Duration;

/** Notices when nothing moves any more. Thread-safe. */
final class Stall {

    private final Duration limit;
    private volatile long movedAt = System.nanoTime();

    Stall(Duration limit) {
        this.limit = limit;
    }

    /** Something moved. */
    void moved() {
        movedAt = System.nanoTime();
    }

    /**
     * Looks whether something moved lately.
     *
     * @throws OutsideWorldException when nothing did
     */
    void check() {
        if (System.nanoTime() - movedAt > limit.toNanos()) {
            throw new OutsideWorldException("Expected outcomes of the submitted claims, but none came for "
                    + limit.toSeconds() + " s. Look at the instance's /readyz, and import again to go on.");
        }
    }
}
