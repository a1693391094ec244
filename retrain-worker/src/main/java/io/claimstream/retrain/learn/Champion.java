package io.claimstream.retrain.learn;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.run.SlotName;
import java.nio.file.Path;
import java.util.Optional;

/** Loads models of this worker: the champion of a slot from the model topics, and candidates. Thread-safe. */
final class Champion {

    private final ModelTopics topics;
    private final ModelLoader loader;

    Champion(ModelTopics topics, Path keys, FeatureSchema schema) {
        this.topics = topics;
        // No probe process: what this worker signed itself came from its own trainer. Signature, hash and structure are
        // checked.
        this.loader = new ModelLoader(new ModelVerifier(KeyFiles.trusted(keys)), schema, bundle -> Optional.empty());
    }

    /**
     * The champion, to be closed by the caller; empty while the baseline is in service.
     *
     * @throws TrainingFailedException when there is one that cannot be loaded: a challenger that was not compared with it must not
     *     replace it
     */
    Optional<LoadedModel> load(SlotName slot) {
        return topics.champion(slot).map(this::load);
    }

    /**
     * A model of this worker, to be closed by the caller.
     *
     * @throws TrainingFailedException when it cannot be loaded, as no scorer could load it
     */
    LoadedModel load(ModelBundle bundle) {
        return loader.load(bundle).fold(model -> model, refusal -> {
            throw new TrainingFailedException(
                    "the model " + bundle.version() + " cannot be loaded: " + refusal.code() + ", " + refusal.detail());
        });
    }

    private LoadedModel load(String version) {
        ModelBundle bundle = topics.bundle(version)
                .orElseThrow(() -> new TrainingFailedException(
                        "the champion " + version + " cannot be compared with: it is not on the model topics"));
        return loader.load(bundle).fold(model -> model, refusal -> {
            throw new TrainingFailedException("the champion " + version + " cannot be compared with: " + refusal.code()
                    + ", " + refusal.detail());
        });
    }
}
