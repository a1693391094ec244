package io.claimstream.model;

import io.claimstream.model.Refusal.Code;
import io.claimstream.model.artifact.BoosterArtifact;
import java.util.Optional;

/**
 * Turns a bundle into a model that can score, or says why not. Checks in the order of danger: signature, hash, features and
 * structure in Java, then golden rows in a throw-away process, and only then native loading here, with the golden rows once
 * more. Thread-safe.
 */
public final class ModelLoader {

    private final ModelVerifier verifier;
    private final FeatureSchema schema;
    private final ModelProbe probe;

    /**
     * @param schema the features that the scorer gets; a model for others is refused
     */
    public ModelLoader(ModelVerifier verifier, FeatureSchema schema, ModelProbe probe) {
        this.verifier = verifier;
        this.schema = schema;
        this.probe = probe;
    }

    /** Loads a bundle. Takes as long as the probe; native memory is held only by a model that is returned. */
    public LoadResult load(ModelBundle bundle) {
        try {
            ModelManifest manifest = verifier.verify(bundle);
            checkFeatures(manifest);
            BoosterArtifact.read(bundle.artifact(), schema.size());
            refuseIf(probe.refuse(bundle), Code.PROBE_FAILED);
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

    private LoadedModel open(ModelBundle bundle, ModelManifest manifest) {
        XgboostEngine engine = XgboostEngine.load(bundle.artifact(), schema.size());
        try {
            refuseIf(GoldenCheck.difference(manifest, engine), Code.WRONG_GOLDEN_ROWS);
            return new LoadedModel(bundle.version(), manifest, engine);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static void refuseIf(Optional<String> reason, Code code) {
        if (reason.isPresent()) {
            throw new ModelRefusedException(code, reason.get());
        }
    }
}
