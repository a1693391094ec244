package io.claimstream.retrain.learn;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelFolder;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.retrain.publish.CalibrationFile;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the model that {@code model.initial} names and checks it as any model is checked. Used by one thread. */
final class InitialSource {

    private static final String AGAIN =
            "'./claimstream train' makes one from a file, './claimstream models sample' a small one to begin with.";

    private final String name;
    private final Path keys;
    private final ModelTopics topics;
    private final ModelLoader loader;

    /**
     * @param name directory or version
     * @param keys directory of the keys that are trusted
     */
    InitialSource(String name, Path keys, ModelTopics topics, FeatureSchema schema) {
        this.name = name;
        this.keys = keys;
        this.topics = topics;
        // No probe process: signature, hash, structure and golden rows are checked in Java, where no model does harm.
        // Every scorer tries
        // it in a throw-away process before it serves it.
        this.loader = new ModelLoader(new ModelVerifier(KeyFiles.trusted(keys)), schema, bundle -> Optional.empty());
    }

    /**
     * A model that passed every check.
     *
     * @param bundle the model
     * @param manifest what it says of itself
     * @param calibration its calibration, with residuals
     * @param isPublished whether the model topics have it already
     */
    record Checked(ModelBundle bundle, ModelManifest manifest, CalibrationRecord calibration, boolean isPublished) {}

    /**
     * The model.
     *
     * @throws InitialModelRefusedException when it is not there or fails a check
     */
    Checked open() {
        Optional<Path> directory = directory();
        return directory.isPresent() ? fromDirectory(directory.get()) : fromTopics();
    }

    private Optional<Path> directory() {
        try {
            return Optional.of(Path.of(name)).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Checked fromDirectory(Path directory) {
        ModelFolder folder = new ModelFolder(directory);
        if (!folder.isWhole()) {
            throw refused("INCOMPLETE", "the directory has no whole model", AGAIN);
        }
        ModelBundle bundle = folder.read();
        ModelManifest manifest = check(bundle);
        CalibrationRecord calibration = calibrated(bundle, calibration(directory));
        return new Checked(
                bundle, manifest, calibration, topics.bundle(bundle.version()).isPresent());
    }

    private Checked fromTopics() {
        ModelBundle bundle = topics.bundle(name)
                .orElseThrow(() -> refused(
                        "NOT_FOUND",
                        "it is neither a directory here nor a version on the model topics",
                        "'models list' shows the versions. " + AGAIN));
        ModelManifest manifest = check(bundle);
        SlotName slot = new SlotName(manifest.lineOfBusiness(), manifest.currency());
        return new Checked(bundle, manifest, calibrated(bundle, topics.lastCalibration(slot, name)), true);
    }

    private ModelManifest check(ModelBundle bundle) {
        return loader.load(bundle).fold(InitialSource::manifest, refusal -> {
            throw refused(refusal.code().name(), refusal.detail(), hint(refusal));
        });
    }

    private static ModelManifest manifest(LoadedModel model) {
        model.engine().close();
        return model.manifest();
    }

    private String hint(Refusal refusal) {
        return refusal.code() == Refusal.Code.UNKNOWN_KEY
                ? "Put the signer's public key (*.pub) into '" + keys
                        + "' and where the scorers look (scoring.trusted.keys.dir), if you trust it."
                : AGAIN;
    }

    private Optional<CalibrationRecord> calibration(Path directory) {
        try {
            return CalibrationFile.read(directory);
        } catch (IOException | EventJsonException e) {
            throw refused("BAD_CALIBRATION", CalibrationFile.NAME + " cannot be read", AGAIN);
        }
    }

    private CalibrationRecord calibrated(ModelBundle bundle, Optional<CalibrationRecord> calibration) {
        return calibration
                .filter(record -> record.getModelVersion().equals(bundle.version()))
                .filter(record -> !record.getResiduals().isEmpty())
                .orElseThrow(() -> refused("NOT_CALIBRATED", "no calibration of it is there", AGAIN));
    }

    private InitialModelRefusedException refused(String code, String detail, String hint) {
        return new InitialModelRefusedException(name, code, detail, hint);
    }
}
