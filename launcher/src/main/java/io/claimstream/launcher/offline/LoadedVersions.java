package io.claimstream.launcher.offline;

import io.claimstream.model.LoadResult;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.engine.EngineLoader;
import io.claimstream.model.engine.EngineReleases;
import io.claimstream.scoring.ModelLoading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Published models, each loaded through every check into the engine that scores name. Holds a few at a time. Not thread-safe. */
final class LoadedVersions implements AutoCloseable {

    private static final int HELD = 8;

    private final PublishedModels published;
    private final ModelLoading loading;
    private final Map<Key, LoadResult> held = new LinkedHashMap<>(HELD, 0.75f, true);

    private record Key(String version, String engine) {}

    LoadedVersions(PublishedModels published, ModelLoading loading) {
        this.published = published;
        this.loading = loading;
    }

    /** The model of a version in the engine of a version, or why there is none. It is closed here. */
    LoadResult get(String version, String engine) {
        Key key = new Key(version, engine);
        LoadResult result = held.get(key);
        if (result == null) {
            makeRoom();
            result = load(version, engine);
            held.put(key, result);
        }
        return result;
    }

    private LoadResult load(String version, String engine) {
        Optional<EngineLoader> released = EngineReleases.shipped().find(engine);
        if (released.isEmpty()) {
            return refused(
                    Refusal.Code.UNKNOWN_ENGINE,
                    "engine '" + engine + "' is not in this build, which has "
                            + String.join(", ", EngineReleases.shipped().versions()));
        }
        Optional<ModelBundle> bundle = published.bundle(version);
        if (bundle.isEmpty()) {
            return refused(Refusal.Code.INCOMPLETE, "model '" + version + "' is not whole on the models topics");
        }
        ModelLoader loader = EngineReleases.shipped().isNative(engine)
                ? loading.loader(released.get())
                : loading.withoutProbe(released.get());
        return loader.load(bundle.get());
    }

    private void makeRoom() {
        if (held.size() >= HELD) {
            Key eldest = held.keySet().iterator().next();
            close(held.remove(eldest));
        }
    }

    private static LoadResult refused(Refusal.Code code, String detail) {
        return new LoadResult.Refused(new Refusal(code, detail));
    }

    private static void close(LoadResult result) {
        result.fold(Optional::of, refusal -> Optional.<LoadedModel>empty())
                .ifPresent(model -> model.engine().close());
    }

    @Override
    public void close() {
        held.values().forEach(LoadedVersions::close);
        held.clear();
    }
}
