package io.claimstream.simulator;

import io.claimstream.schemas.TrustedEvents;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A seeded world of claims. Immutable and thread-safe; every stream of events starts from the beginning. */
public final class World {

    private final SimulatorSettings settings;

    public World(SimulatorSettings settings) {
        TrustedEvents.trust();
        this.settings = settings;
    }

    /**
     * Every event in the order of simulated time. Lazy: memory grows with the claims that are open at a time, not with their number. The
     * stream is sequential.
     */
    public Stream<SimulatedEvent> events() {
        return eventsFrom(0);
    }

    /**
     * The events of later claims only, as {@link #events()} has them: how a world of fewer claims but otherwise like this one goes on.
     *
     * @param firstClaim number of claims that are left out, from 0
     */
    public Stream<SimulatedEvent> eventsFrom(int firstClaim) {
        Cases cases = new Cases(settings);
        cases.skip(firstClaim);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Timeline(cases, new CaseStory(settings)), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    /** The best mean absolute percentage error any model could reach on the settlements of this world that stand, as a fraction. */
    public double noiseFloor() {
        return NoiseFloor.mape(Settlements.NOISE);
    }

    /** Merges the stories of claims: an event is due once no later claim can have an earlier one. */
    private static final class Timeline implements Iterator<SimulatedEvent> {

        private record Due(long order, SimulatedEvent event) {}

        private final PriorityQueue<Due> due = new PriorityQueue<>(
                Comparator.<Due, Instant>comparing(it -> it.event().at()).thenComparingLong(Due::order));
        private final Cases cases;
        private final CaseStory story;
        private Instant madeUntil = Instant.MIN;
        private long order;

        Timeline(Cases cases, CaseStory story) {
            this.cases = cases;
            this.story = story;
        }

        @Override
        public boolean hasNext() {
            return !due.isEmpty() || cases.hasNext();
        }

        @Override
        public SimulatedEvent next() {
            Due head = due.peek();
            while (cases.hasNext() && (head == null || head.event().at().isAfter(madeUntil))) {
                tellNext();
                head = due.peek();
            }
            if (head == null) {
                throw new NoSuchElementException("Expected another event, but the world has ended.");
            }
            due.remove(head);
            return head.event();
        }

        private void tellNext() {
            Case claim = cases.next();
            madeUntil = claim.madeAt();
            for (SimulatedEvent event : story.tell(claim)) {
                due.add(new Due(order++, event));
            }
        }
    }
}
