package io.claimstream.feedback.billing;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Changes of billing, one at a time on one database. They are few, and one lock for all of them leaves no order of locks to get wrong. */
final class Locked {

    private Locked() {}

    /** What is done under the lock, in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Handle handle);
    }

    /** Does it; when it throws, nothing was done. */
    static <T> T run(Jdbi jdbi, Work<T> work) {
        NumberSeries.prepare(jdbi);
        return jdbi.inTransaction(handle -> {
            NumberSeries.INVOICE.lock(handle);
            return work.with(handle);
        });
    }
}
