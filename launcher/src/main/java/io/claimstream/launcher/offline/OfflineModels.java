package io.claimstream.launcher.offline;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelSlot;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.scoring.ModelLoading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds models by what people call them, and loads them through the checks of the stream. */
public final class OfflineModels {

    private final Settings settings;
    private final EventSerdes serdes;
    private final Progress progress;

    /**
     * @param settings where Kafka is, the data directory, whose keys are trusted
     * @param progress told what a score will lack
     */
    public OfflineModels(Settings settings, Progress progress) {
        this.settings = settings;
        this.serdes = new EventSerdes(RegistryClients.of(settings));
        this.progress = progress;
    }

    /**
     * The model of a name.
     *
     * @param name a directory that {@code train} wrote, or a version: from the data directory's archive, else from the models topics
     * @throws BadInputException when it is not there or is refused
     * @throws WrongUseException when the name can be neither
     */
    public OfflineModel open(String name) {
        if (Files.isDirectory(Path.of(name))) {
            ModelDirectory directory = new ModelDirectory(Path.of(name));
            return load(directory.bundle(), directory.calibration());
        }
        if (!ModelArchive.isName(name)) {
            throw new WrongUseException("Expected --model of a directory, or of a version such as m-0123456789ab, but '"
                    + name + "' is neither.");
        }
        return openVersion(name);
    }

    /**
     * The model in service in a slot of the running instance.
     *
     * @throws WrongUseException when no instance is known
     * @throws BadInputException when the slot has no champion, or it is refused
     */
    public OfflineModel champion(ModelSlot slot) {
        if (!InstanceSettings.nameKafka(settings)) {
            throw new WrongUseException("Expected --model, because no instance runs on '"
                    + settings.get(CommonSettings.DATA_DIR) + "' to take the champion of.");
        }
        try (PublishedModels published = PublishedModels.read(settings, serdes, progress)) {
            String version = published
                    .champion(slot)
                    .filter(champion -> !champion.equals(Scorer.BASELINE))
                    .orElseThrow(() -> new BadInputException("Expected a model in service for " + Slots.key(slot)
                            + ", but the baseline scores there. Name one with --model."));
            ModelBundle bundle = published.bundle(version).orElseThrow(() -> unknown(version));
            return load(bundle, published.latestCalibration(version));
        }
    }

    private OfflineModel openVersion(String version) {
        Optional<ModelBundle> archived = ModelLoading.of(settings).archive().get(version);
        if (InstanceSettings.nameKafka(settings)) {
            try (PublishedModels published = PublishedModels.read(settings, serdes, progress)) {
                ModelBundle bundle =
                        archived.or(() -> published.bundle(version)).orElseThrow(() -> unknown(version));
                return load(bundle, published.latestCalibration(version));
            }
        }
        return load(archived.orElseThrow(() -> unknown(version)), Optional.empty());
    }

    private OfflineModel load(ModelBundle bundle, Optional<CalibrationRecord> calibration) {
        calibration
                .filter(record -> !record.getModelVersion().equals(bundle.version()))
                .ifPresent(record -> {
                    throw new BadInputException("Expected the calibration of model " + bundle.version()
                            + ", but it is that of " + record.getModelVersion() + ".");
                });
        if (calibration.isEmpty()) {
            progress.say("no calibration is known for " + bundle.version() + ": scores have no interval");
        }
        return ModelLoading.of(settings)
                .loader()
                .load(bundle)
                .fold(model -> new OfflineModel(bundle, model, calibration), refusal -> {
                    throw new BadInputException("Expected a model that passes every check, but " + bundle.version()
                            + " was refused: " + refusal.code() + ", " + refusal.detail() + ".");
                });
    }

    private BadInputException unknown(String version) {
        return new BadInputException("Expected model " + version + " in the archive of '"
                + settings.get(CommonSettings.DATA_DIR) + "' or on the models topics, but it is on neither.");
    }
}
