package io.claimstream.launcher.datasets;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ModelVersion;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The datasets that published models were made from, as their manifests say, and those that a training would read now. Signatures of manifests are
 * not looked at: whether one tells the truth is what reading the log again shows. One thread.
 */
final class DatasetCatalogue {

    /** The name under which people ask for what a training would read now. */
    static final String CURRENT = "current";

    private final DatasetLog log;
    private final Progress progress;
    private final Map<String, KnownDataset> byName = new LinkedHashMap<>();

    private DatasetCatalogue(DatasetLog log, Progress progress) {
        this.log = log;
        this.progress = progress;
    }

    /** Reads models.versions.v1; the labels are read when somebody asks for what is current. */
    static DatasetCatalogue read(DatasetLog log, Progress progress) {
        DatasetCatalogue catalogue = new DatasetCatalogue(log, progress);
        log.read(Topics.MODELS_VERSIONS, (place, version) -> catalogue.add(version));
        return catalogue;
    }

    /** All of them, in the order of the models; what is current comes last unless a model was made from it. */
    Collection<KnownDataset> all() {
        Map<String, KnownDataset> all = new LinkedHashMap<>(byName);
        current().values().forEach(it -> all.put(it.manifest().name(), it));
        return all.values();
    }

    /**
     * The dataset of an id.
     *
     * @param id name of a dataset, version of a model, or {@value #CURRENT}
     * @param slot line of business and currency, as {@link SlotName} writes them, of the current dataset that is meant; blank when there is
     *     one only
     * @throws BadInputException when there is none
     * @throws WrongUseException when there are several
     */
    KnownDataset get(String id, String slot) {
        if (id.equals(CURRENT)) {
            return current(slot);
        }
        return byName.values().stream()
                .filter(it -> it.manifest().name().equals(id) || it.models().contains(id))
                .findFirst()
                .or(() -> current().values().stream()
                        .filter(it -> it.manifest().name().equals(id))
                        .findFirst())
                .orElseThrow(() -> new BadInputException("Expected a dataset or model version '" + id
                        + "', but no model on models.versions.v1 was made from it and it is not current;"
                        + " './claimstream datasets list' tells which there are."));
    }

    private KnownDataset current(String slot) {
        List<KnownDataset> found = current().values().stream()
                .filter(it -> slot.isBlank() || it.slot().toString().equals(slot))
                .toList();
        if (found.isEmpty()) {
            throw new BadInputException(
                    "Expected labels" + (slot.isBlank() ? "" : " of slot '" + slot + "'") + ", but there are none.");
        }
        if (found.size() > 1) {
            throw new WrongUseException("Expected --slot and one of "
                    + found.stream().map(it -> "'" + it.slot() + "'").toList() + ", because all of them have labels.");
        }
        return found.get(0);
    }

    private Map<SlotName, KnownDataset> current() {
        Map<SlotName, KnownDataset> current = new LinkedHashMap<>();
        RebuiltDataset.current(log).forEach((slot, dataset) -> {
            DatasetManifest manifest = dataset.manifest();
            KnownDataset ofModels = byName.get(manifest.name());
            List<String> models = ofModels == null ? List.of() : ofModels.models();
            current.put(slot, new KnownDataset(manifest, FeatureSetV1.NAMES, models, true));
        });
        return current;
    }

    private void add(ModelVersion version) {
        byte[] bytes = new byte[version.getManifest().remaining()];
        version.getManifest().duplicate().get(bytes);
        try {
            ModelManifest model = ModelManifest.parse(bytes);
            DatasetManifest manifest = DatasetManifest.of(model);
            KnownDataset earlier = byName.get(manifest.name());
            List<String> models = new ArrayList<>(earlier == null ? List.of() : earlier.models());
            if (!models.contains(version.getVersion())) {
                models.add(version.getVersion());
            }
            byName.put(manifest.name(), new KnownDataset(manifest, model.features(), models, false));
        } catch (ModelRefusedException e) {
            progress.say("passed over model " + version.getVersion() + ": "
                    + e.refusal().code() + ", " + e.refusal().detail());
        }
    }
}
