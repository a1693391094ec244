package io.claimstream.scoring;

import io.claimstream.domain.claim.RescoreRefusal;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.errors.TimeoutException;

/** Published versions that are not in service, checked and loaded as a champion is when they are asked for; a few are kept. Thread-safe. */
final class ModelShelf implements AutoCloseable {

    private static final int KEPT = 2;
    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 50;

    private final Function<String, Optional<ModelBundle>> bundles;
    private final ModelLoader loader;
    private final Duration patience;
    private final Map<String, Shelved> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    /** A version that was loaded or refused. */
    private sealed interface Shelved {
        record Ready(ServedModel model) implements Shelved {}

        record Refused(RescoreRefusal code, String detail, long atNanos) implements Shelved {}
    }

    /**
     * A shelf with nothing on it.
     *
     * @param bundles the model of a version, when all of it has come
     * @param patience how long parts that are still on their way are waited for
     */
    ModelShelf(Function<String, Optional<ModelBundle>> bundles, ModelLoader loader, Duration patience) {
        this.bundles = bundles;
        this.loader = loader;
        this.patience = patience;
    }

    /**
     * The model of a version, to be released by the caller. Takes as long as its throw-away process.
     *
     * @throws RescoreRefusedException when it is not published or refused; that is remembered for a minute, since many may ask for it
     */
    synchronized ServedModel take(String version) {
        Shelved known = kept.get(version);
        if (known == null || isStale(known)) {
            known = load(version);
            kept.put(version, known);
            makeRoom();
        }
        if (known instanceof Shelved.Refused refused) {
            throw new RescoreRefusedException(refused.code(), refused.detail());
        }
        ServedModel model = ((Shelved.Ready) known).model();
        if (!model.retain()) {
            throw new IllegalStateException("Expected a model on the shelf to be open.");
        }
        return model;
    }

    private static boolean isStale(Shelved known) {
        return known instanceof Shelved.Refused old && System.nanoTime() - old.atNanos() > REFUSED_FOR.toNanos();
    }

    private Shelved load(String version) {
        Optional<ModelBundle> bundle = awaited(version);
        if (bundle.isEmpty()) {
            return refused(RescoreRefusal.UNKNOWN_VERSION, "version " + version + " is not whole on the model topics");
        }
        return loader.load(bundle.get())
                .fold(
                        model -> new Shelved.Ready(new ServedModel(model)),
                        refusal -> refused(
                                RescoreRefusal.MODEL_REFUSED,
                                "version " + version + " is refused: " + refusal.code() + ", " + refusal.detail()));
    }

    private static Shelved refused(RescoreRefusal code, String detail) {
        return new Shelved.Refused(code, detail, System.nanoTime());
    }

    private Optional<ModelBundle> awaited(String version) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<ModelBundle> bundle = bundles.apply(version);
        while (bundle.isEmpty() && System.nanoTime() - deadline < 0) {
            pause();
            bundle = bundles.apply(version);
        }
        return bundle;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("Expected to wait for a model, but this process ends.", e);
        }
    }

    private void makeRoom() {
        Iterator<Shelved> eldestFirst = kept.values().iterator();
        while (kept.size() > KEPT) {
            release(eldestFirst.next());
            eldestFirst.remove();
        }
    }

    private static void release(Shelved shelved) {
        if (shelved instanceof Shelved.Ready ready) {
            ready.model().release();
        }
    }

    /** Lets go of the models on the shelf; those in use stay open until they are let go of. */
    @Override
    public synchronized void close() {
        kept.values().forEach(ModelShelf::release);
        kept.clear();
    }
}
