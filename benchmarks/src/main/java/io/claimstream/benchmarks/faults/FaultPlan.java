package io.claimstream.benchmarks.faults;

import io.claimstream.benchmarks.cluster.Fleet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws faults: the same seed, the same faults. Every kind comes once before any comes again, and so does every target of a kind. */
final class FaultPlan {

    private final Random random;
    private final Deque<Fault.Kind> kinds = new ArrayDeque<>();
    private final Map<Fault.Kind, Deque<String>> targets = new EnumMap<>(Fault.Kind.class);

    private FaultPlan(long seed) {
        this.random = new Random(seed);
    }

    /** So many faults. */
    static List<Fault> of(long seed, int rounds) {
        FaultPlan plan = new FaultPlan(seed);
        return IntStream.range(0, rounds).mapToObj(round -> plan.next()).toList();
    }

    private Fault next() {
        Fault.Kind kind = draw(kinds, List.of(Fault.Kind.values()));
        return new Fault(kind, draw(targets.computeIfAbsent(kind, any -> new ArrayDeque<>()), targetsOf(kind)));
    }

    private <T> T draw(Deque<T> bag, List<T> all) {
        if (bag.isEmpty()) {
            List<T> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            bag.addAll(shuffled);
        }
        return bag.removeFirst();
    }

    private static List<String> targetsOf(Fault.Kind kind) {
        return switch (kind) {
            case SERVICE_KILLED, SERVICE_FROZEN, REGISTRY_OUTAGE -> Fleet.OF_TWO.names();
            case BROKER_KILLED, BROKER_RESTARTED -> List.of("broker-1", "broker-2", "broker-3");
            case DATABASE_OUTAGE -> List.of("database");
        };
    }
}
