package io.claimstream.model;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.engine.EngineLoader;
import io.claimstream.model.engine.ScoringEngine;

/**
 * Turns a bundle into a model that can score, or says why not. Checks in the order of danger: signature, hash, features and
 * structure in Java, the golden rows in the compiled engine, then both engines in a throw-away process, and only then the chosen engine
 * here, with the golden rows once more. Native code is loaded here only for {@link EngineKind#XGBOOST4J}. Thread-safe.
 */
public final class ModelLoader {

    private final ModelVerifier verifier;
    private final FeatureSchema schema;
    private final ModelProbe probe;
    private final EngineLoader engines;

    /** Loads into the compiled engine. */
    public ModelLoader(ModelVerifier verifier, FeatureSchema schema, ModelProbe probe) {
        this(verifier, schema, probe, EngineKind.COMPILED);
    }

    /**
     * A loader for one engine.
     *
     * @param verifier knows whom to believe
     * @param schema the features that the scorer gets; a model for others is refused
     * @param probe tries a model where it can do no harm
     * @param engines what models are loaded into: an {@link EngineKind}, or one released version
     */
    public ModelLoader(ModelVerifier verifier, FeatureSchema schema, ModelProbe probe, EngineLoader engines) {
        this.verifier = verifier;
        this.schema = schema;
        this.probe = probe;
        this.engines = engines;
    }

    /** Loads a bundle. Takes as long as the probe; native memory is held only by a model that is returned. */
    public LoadResult load(ModelBundle bundle) {
        try {
            ModelManifest manifest = verifier.verify(bundle);
            checkFeatures(manifest);
            checkGoldenRows(bundle, manifest);
            probe.refuse(bundle).ifPresent(ModelLoader::refuse);
            return new LoadResult.Loaded(open(bundle, manifest));
        } catch (ModelRefusedException e) {
            return new LoadResult.Refused(e.refusal());
        }
    }

    private void checkFeatures(ModelManifest manifest) {
        if (!manifest.schema().equals(schema)) {
            throw new ModelRefusedException(
                    Code.WRONG_FEATURES,
                    "expected feature set " + schema.version() + " with " + schema.size() + " features, but it has "
                            + manifest.featureSet() + " with "
                            + manifest.features().size() + " or other names");
        }
        if (!ModelManifest.TARGET.equals(manifest.target())) {
            throw new ModelRefusedException(
                    Code.WRONG_FEATURES,
                    "expected target " + ModelManifest.TARGET + ", but it is " + manifest.target());
        }
    }

    /** In plain Java, so that a model which scores otherwise never comes near native code, not even in a throw-away process. */
    private void checkGoldenRows(ModelBundle bundle, ModelManifest manifest) {
        try (ScoringEngine compiled = CompiledEngine.of(
                BoosterArtifact.read(bundle.artifact(), schema.size()).forest())) {
            refuseDifference(manifest, compiled);
        }
    }

    private LoadedModel open(ModelBundle bundle, ModelManifest manifest) {
        ScoringEngine engine = engines.load(bundle.artifact(), schema.size());
        try {
            refuseDifference(manifest, engine);
            return new LoadedModel(bundle.version(), manifest, engine);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static void refuseDifference(ModelManifest manifest, ScoringEngine engine) {
        GoldenCheck.difference(manifest, engine)
                .ifPresent(difference -> refuse(new Refusal(Code.WRONG_GOLDEN_ROWS, difference)));
    }

    private static void refuse(Refusal refusal) {
        throw new ModelRefusedException(refusal);
    }
}
