package io.claimstream.benchmarks.cluster;

import io.claimstream.launcher.play.Player;
import io.claimstream.simulator.SimulatedEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Plays a world of claims in a thread of its own, with pauses. Used by one thread. */
public final class SteadyLoad implements AutoCloseable {

    private final Player player;
    private final Iterator<SimulatedEvent> events;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "load");
        made.setDaemon(true);
        return made;
    });
    private volatile boolean isPlaying;
    private @Nullable Future<?> playing;

    public SteadyLoad(Player player, Iterator<SimulatedEvent> events) {
        this.player = player;
        this.events = events;
    }

    /** Goes on with the world. */
    public void play() {
        isPlaying = true;
        playing = thread.submit(() -> {
            while (isPlaying) {
                if (!events.hasNext()) {
                    throw new NoSuchElementException("Expected a world with enough claims.");
                }
                player.play(events.next());
            }
            return null;
        });
    }

    /**
     * Pauses the world and waits until everything played is acknowledged.
     *
     * @throws IllegalStateException when something was refused or not acknowledged in time
     */
    public void pause() throws InterruptedException {
        isPlaying = false;
        try {
            if (playing != null) {
                playing.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected every event to be played.", e.getCause());
        }
        player.flush();
    }

    @Override
    public void close() {
        isPlaying = false;
        thread.shutdownNow();
        player.close();
    }
}
