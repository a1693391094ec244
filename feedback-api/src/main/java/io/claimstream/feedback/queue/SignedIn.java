package io.claimstream.feedback.queue;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was let in by an identity provider, and for what: by the id that stands in events, and nothing else of the person. Claims can be handed over to them from
 * then on, until retention forgets who does not come any more. Thread-safe.
 */
public final class SignedIn {

    private static final Logger LOGGER = LoggerFactory.getLogger(SignedIn.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST_IN_MEMORY = 10_000;

    private final Jdbi jdbi;
    private final Clock clock;
    private final Map<String, Seen> written = new ConcurrentHashMap<>();

    public SignedIn(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What was written of someone, and when: so that it is not written with each of their requests. */
    private record Seen(Scope scope, Instant at) {}

    /** A gate that takes note of the persons whom another one lets in. */
    public Gate remembering(Gate gate) {
        return presented -> {
            Optional<Caller> caller = gate.caller(presented);
            caller.filter(it -> it.kind() == Kind.PERSON).ifPresent(this::remember);
            return caller;
        };
    }

    /** What someone was let in for when they came last; empty for one who did not come for long. */
    public Optional<Scope> scope(String actor) {
        return jdbi.withHandle(handle -> SignedInTable.scope(handle, actor));
    }

    /** Nobody is kept out because this cannot be written. */
    void remember(Caller caller) {
        Scope scope = new Scope(caller.role(), caller.insurer());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Seen known = written.get(caller.name());
        if (known != null
                && known.scope().equals(scope)
                && now.isBefore(known.at().plus(FRESH))) {
            return;
        }
        try {
            jdbi.useTransaction(handle -> {
                SignedInTable.seen(handle, caller.name(), scope, now);
            });
        } catch (JdbiException e) {
            // Of two requests of one person at once, one fails on the key of the row; both say the same.
            if (!UniqueViolation.caused(e)) {
                LOGGER.atWarn()
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("sign-in not remembered");
            }
            return;
        }
        if (written.size() >= MOST_IN_MEMORY) {
            written.clear();
        }
        written.put(caller.name(), new Seen(scope, now));
    }
}
