package io.claimstream.feedback;

import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Health.Check;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at what the service depends on again and again, so that asking for health is quick. Thread-safe. */
final class WorldWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Watched> watched;
    private final ScheduledExecutorService threads;

    WorldWatch(List<Look> looks) {
        this.watched = looks.stream().map(Watched::new).toList();
        // One thread each: a database that hangs must not hide that Kafka is back.
        this.threads = Executors.newScheduledThreadPool(looks.size(), WorldWatch::thread);
    }

    /** A check by name; a look may take seconds. */
    record Look(String name, Supplier<Check> look) {}

    /** One thing that is looked at, and how it was the last time. */
    private static final class Watched implements Runnable {

        private final Look look;
        private volatile Check last;

        Watched(Look look) {
            this.look = look;
            this.last = Check.waiting(look.name(), "not looked at yet");
        }

        /** Never throws: a look that throws would never be taken again. */
        @Override
        public void run() {
            try {
                last = look.look().get();
            } catch (RuntimeException e) {
                last = Check.waiting(
                        look.name(), "the look failed with " + e.getClass().getSimpleName());
            }
        }
    }

    void start() {
        for (Watched one : watched) {
            @SuppressWarnings("FutureReturnValueIgnored") // Ends when the threads are shut down; a run never throws.
            var unused = threads.scheduleWithFixedDelay(one, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    Health health() {
        return new Health(watched.stream().map(one -> one.last).toList());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    }
}
