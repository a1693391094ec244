package io.claimstream.scoring;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelProbe;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.engine.EngineLoader;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.platform.config.Settings;
import java.util.Optional;

/** How this service loads models, for itself and for whoever scores as it does: the same keys, checks and probe. */
public final class ModelLoading {

    private final ScoringConfig config;

    private ModelLoading(ScoringConfig config) {
        this.config = config;
    }

    /** Loading as the settings say. */
    public static ModelLoading of(Settings settings) {
        return new ModelLoading(ScoringConfig.of(settings));
    }

    /** A loader into the engine that the settings name. */
    public ModelLoader loader() {
        return loader(config.engine());
    }

    /** A loader into one engine: an {@link EngineKind}, or a released version of one. */
    public ModelLoader loader(EngineLoader engine) {
        return loader(engine, new ProvenModels(new ChildProbe(config.probeTimeout())));
    }

    /**
     * A loader into an engine of plain Java, for scores that are made again: every check but the throw-away process, which is there because an artifact can end
     * a process with native code in it, and takes seconds.
     */
    public ModelLoader withoutProbe(EngineLoader engine) {
        return loader(engine, bundle -> Optional.empty());
    }

    private ModelLoader loader(EngineLoader engine, ModelProbe probe) {
        return new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(config.trustedKeys())),
                new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES),
                probe,
                engine);
    }

    /** The models that were fetched, on disk. */
    public ModelArchive archive() {
        return new ModelArchive(config.archive());
    }
}
