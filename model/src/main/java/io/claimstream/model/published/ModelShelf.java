package io.claimstream.model.published;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Published versions, checked and loaded when they are asked for. Those used last are kept, within bounds; whoever asks for a version while it
 * loads waits for that load. Thread-safe.
 */
public final class ModelShelf implements AutoCloseable {

    private final Function<String, Optional<ModelBundle>> bundles;
    private final ModelLoader loader;
    private final Limits limits;
    private final LongSupplier nanos;
    private final Map<String, CompletableFuture<Shelved>> kept = new LinkedHashMap<>(8, 0.75f, true);

    /**
     * What is kept.
     *
     * @param models most versions, loaded or refused; 1 or more
     * @param bytes most bytes of the artifacts of loaded versions together, except that one version is kept however large it is
     * @param refusedFor how long a refusal is told without another try, since many may ask for the same version
     */
    public record Limits(int models, long bytes, Duration refusedFor) {

        public Limits {
            if (models < 1) {
                throw new IllegalArgumentException("Expected room for 1 model or more, but got " + models + ".");
            }
        }
    }

    /** What becomes of asking for a version. */
    public sealed interface Answer {

        /** The caller is a holder of the model, and releases it. */
        record Ready(ServedModel model) implements Answer {}

        /** Why there is none; {@link Code#INCOMPLETE} when the version is not whole, or not there. */
        record Refused(Refusal refusal) implements Answer {}

        /** The value of whichever case this is. */
        default <R> R fold(Function<ServedModel, R> ready, Function<Refusal, R> refused) {
            return this instanceof Ready it ? ready.apply(it.model()) : refused.apply(((Refused) this).refusal());
        }
    }

    /** An answer, when it was found, and the size of what is held for it. */
    private record Shelved(Answer answer, long atNanos, int bytes) {

        void release() {
            if (answer instanceof Answer.Ready ready) {
                ready.model().release();
            }
        }
    }

    /**
     * A shelf with nothing on it.
     *
     * @param bundles the model of a version, when all of it has come; may wait for it
     */
    public ModelShelf(Function<String, Optional<ModelBundle>> bundles, ModelLoader loader, Limits limits) {
        this(bundles, loader, limits, System::nanoTime);
    }

    ModelShelf(Function<String, Optional<ModelBundle>> bundles, ModelLoader loader, Limits limits, LongSupplier nanos) {
        this.bundles = bundles;
        this.loader = loader;
        this.limits = limits;
        this.nanos = nanos;
    }

    /** The model of a version. Takes as long as its checks when it is not on the shelf. */
    public Answer take(String version) {
        while (true) {
            Answer answer = shelved(version).answer();
            // It may be pushed off the shelf between the two; then it is loaded anew.
            if (!(answer instanceof Answer.Ready ready) || ready.model().retain()) {
                return answer;
            }
        }
    }

    private Shelved shelved(String version) {
        CompletableFuture<Shelved> mine = new CompletableFuture<>();
        CompletableFuture<Shelved> entry = entry(version, mine);
        if (entry == mine) {
            fill(version, mine);
        }
        try {
            return entry.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private synchronized CompletableFuture<Shelved> entry(String version, CompletableFuture<Shelved> mine) {
        CompletableFuture<Shelved> known = kept.get(version);
        if (known == null || isStale(known)) {
            kept.put(version, mine);
            return mine;
        }
        return known;
    }

    private boolean isStale(CompletableFuture<Shelved> entry) {
        if (!entry.isDone()) {
            return false;
        }
        Shelved known = entry.join();
        return known.answer() instanceof Answer.Refused
                && nanos.getAsLong() - known.atNanos() > limits.refusedFor().toNanos();
    }

    private void fill(String version, CompletableFuture<Shelved> entry) {
        try {
            entry.complete(load(version));
        } catch (RuntimeException | Error e) {
            forget(version, entry);
            entry.completeExceptionally(e);
            return;
        }
        makeRoom(version, entry);
    }

    private synchronized void forget(String version, CompletableFuture<Shelved> entry) {
        kept.remove(version, entry);
    }

    private Shelved load(String version) {
        Optional<ModelBundle> bundle = bundles.apply(version);
        if (bundle.isEmpty()) {
            Refusal refusal = new Refusal(Code.INCOMPLETE, "version " + version + " is not whole on the model topics");
            return new Shelved(new Answer.Refused(refusal), nanos.getAsLong(), 0);
        }
        return loader.load(bundle.get())
                .fold(
                        model -> new Shelved(
                                new Answer.Ready(new ServedModel(model)),
                                nanos.getAsLong(),
                                bundle.get().artifact().length),
                        refusal -> new Shelved(new Answer.Refused(refusal), nanos.getAsLong(), 0));
    }

    private synchronized void makeRoom(String version, CompletableFuture<Shelved> added) {
        if (kept.get(version) != added) {
            // The shelf was closed meanwhile: nobody else lets go of it.
            added.join().release();
            return;
        }
        Iterator<CompletableFuture<Shelved>> eldestFirst = kept.values().iterator();
        while (isOverfull() && eldestFirst.hasNext()) {
            CompletableFuture<Shelved> eldest = eldestFirst.next();
            if (eldest.isDone() && eldest != added) {
                eldest.join().release();
                eldestFirst.remove();
            }
        }
    }

    private boolean isOverfull() {
        long bytes = kept.values().stream()
                .filter(CompletableFuture::isDone)
                .mapToLong(it -> it.join().bytes())
                .sum();
        return kept.size() > limits.models() || bytes > limits.bytes();
    }

    /** Lets go of the models on the shelf; those in use stay open until they are let go of. */
    @Override
    public synchronized void close() {
        kept.values().stream().filter(CompletableFuture::isDone).forEach(it -> it.join()
                .release());
        kept.clear();
    }
}
