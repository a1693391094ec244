package io.claimstream.retrain.learn;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one training at a time beside the thread that asks for it. Used by that one thread. */
final class TrainingThread implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrainingThread.class);
    private static final long CLOSE_SECONDS = 6;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "retrain-training");
        made.setDaemon(true);
        return made;
    });
    private final Function<Task, Work> trainings;
    private @Nullable Future<Verdict> running;

    TrainingThread(Function<Task, Work> trainings) {
        this.trainings = trainings;
    }

    /** A training run. */
    @FunctionalInterface
    interface Work {
        Verdict run() throws InterruptedException;
    }

    void begin(Task task) {
        Work work = trainings.apply(task);
        running = thread.submit(work::run);
    }

    /**
     * What came of the training begun last; empty while it is under way.
     *
     * @throws RuntimeException what the training threw
     */
    Optional<Verdict> verdict() {
        if (running == null || !running.isDone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(running.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("Expected a verdict.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            running = null;
        }
    }

    /** Interrupts the training and waits until it has let go. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.atWarn().log("training does not let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
