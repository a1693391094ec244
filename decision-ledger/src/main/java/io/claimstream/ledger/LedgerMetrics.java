package io.claimstream.ledger;

import io.claimstream.event.DecisionKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The meters of decision-ledger. When nothing is on its way: read = entries of every kind + redelivered + dead. They count work, which
 * a crash repeats; the topics count results. Thread-safe.
 */
final class LedgerMetrics {

    static final String READ = "claimstream.ledger.read";
    static final String ENTRIES = "claimstream.ledger.entries";
    static final String DEAD = "claimstream.ledger.dead";
    static final String REDELIVERED = "claimstream.ledger.redelivered";
    static final String HEADS = "claimstream.ledger.heads";

    private final Counter read;
    private final Counter dead;
    private final Counter redelivered;
    private final Counter heads;
    private final Map<DecisionKind, Counter> entries = new EnumMap<>(DecisionKind.class);

    LedgerMetrics(MeterRegistry meters) {
        read = Counter.builder(READ)
                .description(
                        "Decisions read, be it scores, feedback, how contests ended or what second persons declined")
                .register(meters);
        dead = Counter.builder(DEAD)
                .description("Decisions that became dead letters")
                .register(meters);
        redelivered = Counter.builder(REDELIVERED)
                .description("Decisions read that had an entry already")
                .register(meters);
        heads = Counter.builder(HEADS)
                .description("Ends of chains that were signed")
                .register(meters);
        for (DecisionKind kind : DecisionKind.values()) {
            entries.put(
                    kind,
                    Counter.builder(ENTRIES)
                            .description("Decisions entered, by kind")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void read() {
        read.increment();
    }

    void entered(DecisionKind kind) {
        Objects.requireNonNull(entries.get(kind)).increment();
    }

    void redelivered() {
        redelivered.increment();
    }

    void signed() {
        heads.increment();
    }

    void deadLetter() {
        dead.increment();
    }
}
