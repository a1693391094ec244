package io.claimstream.retrain;

import io.claimstream.event.DriftFact;
import io.claimstream.event.WaitingFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Facts that wait to be counted, numbered from 0 in each round. A fact takes the place of the one with its number in the round before, so
 * that taking hundreds away costs one deletion: that of the first. Used by one stream thread.
 */
final class WaitingFacts {

    private static final int FIRST = 0;

    private final KeyValueStore<Integer, WaitingFact> store;
    private long round;
    private int noted;

    /** Those that wait according to the store. */
    WaitingFacts(KeyValueStore<Integer, WaitingFact> store) {
        this.store = store;
        Optional<WaitingFact> first = Optional.ofNullable(store.get(FIRST));
        round = first.map(WaitingFact::getRound).orElseGet(() -> latestRound() + 1);
        while (first.isPresent() && isOfThisRound(noted)) {
            noted++;
        }
    }

    /** Adds one, and tells how many wait now. */
    int note(DriftFact fact) {
        store.put(noted, new WaitingFact(round, fact));
        noted++;
        return noted;
    }

    /** Takes all, in the order in which they came. */
    List<DriftFact> take() {
        List<DriftFact> taken = new ArrayList<>(noted);
        for (int number = FIRST; number < noted; number++) {
            taken.add(store.get(number).getFact());
        }
        if (!taken.isEmpty()) {
            startRound();
        }
        return taken;
    }

    private void startRound() {
        store.delete(FIRST);
        round++;
        noted = 0;
    }

    private boolean isOfThisRound(int number) {
        WaitingFact known = store.get(number);
        return known != null && known.getRound() == round;
    }

    private long latestRound() {
        long latest = 0;
        try (KeyValueIterator<Integer, WaitingFact> all = store.all()) {
            while (all.hasNext()) {
                latest = Math.max(latest, all.next().value.getRound());
            }
        }
        return latest;
    }
}
