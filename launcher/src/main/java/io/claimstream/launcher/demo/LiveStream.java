package io.claimstream.launcher.demo;

import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.World;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/** Goes on with the demo's world after its story, at a pace that people can follow. Used by one thread. */
final class LiveStream {

    private static final double EVENTS_PER_SECOND = 3;
    /** More than the world has until today. */
    private static final int MANY = 1_000_000;

    private final Stage stage;
    private final Iterator<SimulatedEvent> events;

    LiveStream(DemoPlan plan, Stage stage) {
        this.stage = stage;
        this.events = new World(plan.world().withClaims(MANY))
                .eventsFrom(plan.claims())
                .iterator();
    }

    /** Plays until told to end, or until the simulated time has caught up with the given one: claims of tomorrow are refused. */
    void play(Instant now, BooleanSupplier ended) throws InterruptedException {
        stage.pace().change(EVENTS_PER_SECOND);
        while (!ended.getAsBoolean()) {
            SimulatedEvent event = events.next();
            if (event.at().isAfter(now)) {
                return;
            }
            stage.player().play(event);
        }
    }
}
