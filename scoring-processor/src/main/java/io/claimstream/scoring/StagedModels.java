package io.claimstream.scoring;

import io.claimstream.model.ModelLoader;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ServedModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that are checked and loaded before any deployment names them, so that a swap waits for no check: the newest few, and what a
 * deployment asked for that was not among them. One load at a time, in a thread beside the one thread that uses this.
 */
final class StagedModels implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StagedModels.class);
    private static final long CLOSE_SECONDS = 5;

    private final ModelArchive archive;
    private final ModelLoader loader;
    private final ScoringMetrics metrics;
    private final Executor thread;
    private final Map<String, CompletableFuture<Staged>> loads = new HashMap<>();
    private final Set<String> askedFor = new HashSet<>();
    private final Set<String> refusedBefore = new HashSet<>();

    /** What came of a load. */
    sealed interface Staged {

        /** It can go into service; whoever gets this is a holder. */
        record Ready(ServedModel model) implements Staged {}

        /** It cannot. */
        record Refused(Refusal refusal) implements Staged {}
    }

    /** Loads in a thread of its own. */
    StagedModels(ModelArchive archive, ModelLoader loader, ScoringMetrics metrics) {
        this(archive, loader, metrics, Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "model-staging");
            made.setDaemon(true);
            return made;
        }));
    }

    StagedModels(ModelArchive archive, ModelLoader loader, ScoringMetrics metrics, Executor thread) {
        this.archive = archive;
        this.loader = loader;
        this.metrics = metrics;
        this.thread = thread;
    }

    /**
     * The model of a version that is whole in the archive, to be released by the caller; a refusal is told once, then the version is
     * tried anew.
     *
     * @return empty while it loads
     */
    Optional<Staged> take(String version) {
        askedFor.add(version);
        CompletableFuture<Staged> load = loads.computeIfAbsent(version, this::load);
        if (!load.isDone()) {
            return Optional.empty();
        }
        Staged staged = result(version, load);
        if (staged instanceof Staged.Ready ready && !ready.model().retain()) {
            throw new IllegalStateException("Expected a staged model to be open.");
        }
        return Optional.of(staged);
    }

    /**
     * Loads what is wanted and not loaded yet, one at a time, and lets go of what is neither wanted nor was asked for since the last call.
     *
     * @param wanted versions that are whole in the archive, the most wanted first
     * @return what was refused meanwhile although nothing had asked for it, by version; each is told once and not tried again here
     */
    Map<String, Refusal> prepare(List<String> wanted) {
        Map<String, Refusal> refusals = new TreeMap<>();
        for (String version : List.copyOf(loads.keySet())) {
            settle(version, wanted.contains(version) || askedFor.contains(version), refusals);
        }
        askedFor.clear();
        refusedBefore.retainAll(wanted);
        if (loads.values().stream().allMatch(CompletableFuture::isDone)) {
            wanted.stream()
                    .filter(version -> !loads.containsKey(version) && !refusedBefore.contains(version))
                    .findFirst()
                    .ifPresent(version -> loads.put(version, load(version)));
        }
        metrics.staged(
                (int) loads.values().stream().filter(CompletableFuture::isDone).count());
        return refusals;
    }

    private void settle(String version, boolean isKept, Map<String, Refusal> refusals) {
        CompletableFuture<Staged> load = loads.get(version);
        if (load == null || !load.isDone()) {
            return;
        }
        Staged staged = result(version, load);
        if (staged instanceof Staged.Refused refused) {
            refusals.put(version, refused.refusal());
        } else if (staged instanceof Staged.Ready ready && !isKept) {
            loads.remove(version);
            ready.model().release();
        }
    }

    private Staged result(String version, CompletableFuture<Staged> load) {
        try {
            Staged staged = load.join();
            if (staged instanceof Staged.Refused) {
                loads.remove(version);
                refusedBefore.add(version);
            }
            return staged;
        } catch (CompletionException e) {
            loads.remove(version);
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }

    private CompletableFuture<Staged> load(String version) {
        return CompletableFuture.supplyAsync(() -> loaded(version), thread);
    }

    private Staged loaded(String version) {
        long began = System.nanoTime();
        Staged staged = archive.get(version)
                .map(bundle -> loader.load(bundle)
                        .<Staged>fold(model -> new Staged.Ready(new ServedModel(model)), Staged.Refused::new))
                .orElseGet(() ->
                        new Staged.Refused(new Refusal(Code.INCOMPLETE, "version " + version + " is gone from disk")));
        metrics.stagingTook(Duration.ofNanos(System.nanoTime() - began));
        return staged;
    }

    /** Ends a load under way and lets go of every model; those in service stay open. */
    @Override
    public void close() {
        if (thread instanceof ExecutorService own) {
            own.shutdownNow();
            try {
                if (!own.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    LOGGER.atWarn().log("staging does not let go");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (CompletableFuture<Staged> load : loads.values()) {
            // Also one that ends later.
            var unused = load.thenAccept(staged -> {
                if (staged instanceof Staged.Ready ready) {
                    ready.model().release();
                }
            });
        }
        loads.clear();
    }
}
