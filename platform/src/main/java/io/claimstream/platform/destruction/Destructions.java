package io.claimstream.platform.destruction;

import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.database.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A number that rises with each destruction of a key or pseudonym of a person, in the same transaction. What was read after it had been asked for may be remembered as long as it
 * stays the same. It is asked for each second; while the database is away the last answer counts for 30 seconds and no longer: erasures rely on it that after these no process
 * works with what was destroyed. Thread-safe.
 */
public final class Destructions {

    /** An answer counts no longer than this, from when it was asked for. */
    public static final Duration TRUSTED_FOR = Duration.ofSeconds(30);

    /** While the database answers, a destruction by another process is noticed within this. */
    public static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    /** One row, which its migration makes: it tells something to running processes alone. */
    public static final String TABLE = "record_destruction";

    private final Jdbi jdbi;
    private final Clock clock;
    private final AtomicReference<@Nullable Answer> last = new AtomicReference<>();
    private final AtomicBoolean isAsking = new AtomicBoolean();

    /**
     * What the database said.
     *
     * @param at from before the question: whoever destroys something after it counts on this time
     * @param triedAt when it was asked last, with or without an answer
     */
    private record Answer(long generation, Instant at, Instant triedAt) {

        boolean isTrusted(Instant now) {
            return !now.isBefore(at) && !now.isAfter(at.plus(TRUSTED_FOR));
        }

        boolean isDue(Instant now) {
            return now.isBefore(triedAt) || !now.isBefore(triedAt.plus(ASKED_EVERY));
        }
    }

    public Destructions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Has every process forget what it remembers, once the transaction has ended. Call it last, since others who destroy something wait for that.
     *
     * @param handle in the transaction that destroys
     */
    public static void raise(Handle handle) {
        int rows = handle.createUpdate("update record_destruction set generation = generation + 1 where id = 1")
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("Expected the row 1 in " + TABLE + ", but it is not there.");
        }
    }

    /**
     * The number, as it was a second ago at most; of 30 seconds ago at most while the database is away.
     *
     * @throws DatabaseUnavailableException when it is away for longer, or from the beginning
     */
    public long generation() {
        @Nullable Answer known = last.get();
        Instant now = clock.instant();
        if (known == null || !known.isTrusted(now)) {
            return ask(now);
        }
        // One thread asks; the others need not wait for a database that does not answer.
        return known.isDue(now) && isAsking.compareAndSet(false, true) ? askedOr(known, now) : known.generation();
    }

    /** Has the number asked for again: it was raised here. */
    public void forget() {
        last.set(null);
    }

    private long askedOr(Answer known, Instant now) {
        try {
            return ask(now);
        } catch (DatabaseUnavailableException e) {
            Instant after = clock.instant();
            if (!known.isTrusted(after)) {
                throw e;
            }
            boolean unused = last.compareAndSet(known, new Answer(known.generation(), known.at(), after));
            return known.generation();
        } finally {
            isAsking.set(false);
        }
    }

    private long ask(Instant at) {
        Answer answer = new Answer(read(), at, at);
        var unused = last.updateAndGet(before -> later(before, answer));
        return answer.generation();
    }

    /** An answer that was long under way does not take the place of one to a later question. */
    private static Answer later(@Nullable Answer before, Answer answer) {
        return before == null || !before.at().isAfter(answer.at()) ? answer : before;
    }

    private long read() {
        try {
            return jdbi.withHandle(
                    handle -> handle.createQuery("select generation from record_destruction where id = 1")
                            .mapTo(Long.class)
                            .one());
        } catch (JdbiException e) {
            throw Outage.told(e);
        }
    }
}
