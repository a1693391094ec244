package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.datasets.RebuiltDataset.Row;
import io.claimstream.model.DatasetManifest;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.nio.file.Path;

/** What can be asked of datasets. Reads the topics as they are at each question; writes nothing to them. Not thread-safe. */
final class Datasets implements AutoCloseable {

    private final DatasetLog log;
    private final Progress progress;

    /** Connects to the Kafka that the settings name; nothing is read yet. */
    Datasets(Settings settings, EventSerdes serdes, Progress progress) {
        this.log = new DatasetLog(settings, serdes, progress);
        this.progress = progress;
    }

    /**
     * Which dataset is meant.
     *
     * @param id its name, the version of a model made from it, or {@code current}
     * @param slot the slot of the current one; blank when there is only one
     */
    record Which(String id, String slot) {}

    /** A line for each dataset. */
    ArrayNode list() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        DatasetCatalogue.read(log, progress).all().forEach(it -> rows.add(it.toRow()));
        return rows;
    }

    /** The manifest of one, with the flags of its rows where the log still has them. */
    ObjectNode show(Which which) {
        KnownDataset dataset = get(which);
        ObjectNode json = dataset.toJson();
        if (isOnLog(dataset)) {
            RebuiltDataset rebuilt = rebuilt(dataset);
            KnownDataset.counts(json, "flags", rebuilt.flags());
            ErasedSince.of(rebuilt.erased()).into(json);
        }
        return json;
    }

    /** Reads one from the log again and compares. */
    Verification verify(Which which) {
        return Verification.of(log, get(which));
    }

    /**
     * Writes one to a file.
     *
     * @return what was written
     * @throws BadInputException when the log gives another dataset than the manifest says, or somebody in it is erased
     */
    ObjectNode export(Which which, DatasetFile.Format format, Path out) throws IOException {
        KnownDataset dataset = get(which);
        DatasetManifest manifest = dataset.manifest();
        if (!isOnLog(dataset)) {
            throw unlike(manifest, "its labels, or the erasures that it knew of, are not on the log");
        }
        RebuiltDataset rebuilt = rebuilt(dataset);
        requireNobodyErased(manifest, ErasedSince.of(rebuilt.erased()));
        if (!rebuilt.manifest().sha256().equals(manifest.sha256())) {
            throw unlike(manifest, "other rows come out of the log");
        }
        new DatasetFile(manifest, dataset.features(), progress)
                .write(rebuilt.rows().stream().map(Row::label).toList(), format, out);
        return JsonNodeFactory.instance
                .objectNode()
                .put("dataset", manifest.name())
                .put("rows", manifest.rows())
                .put("sha256", manifest.sha256())
                .put("file", out.toString());
    }

    /**
     * Which models learned from what was said of a claim: a line for each feedback.
     *
     * @throws BadInputException when nothing was said of it
     */
    ArrayNode learnedFrom(ClaimKey claim) {
        return LearnedFrom.of(log, claim);
    }

    private KnownDataset get(Which which) {
        return DatasetCatalogue.read(log, progress).get(which.id(), which.slot());
    }

    private RebuiltDataset rebuilt(KnownDataset dataset) {
        return RebuiltDataset.read(log, dataset.manifest(), dataset.features());
    }

    private boolean isOnLog(KnownDataset dataset) {
        return !dataset.manifest().labelled().isEmpty()
                && log.missing(Topics.CLAIMS_LABELLED, dataset.manifest().labelled())
                        .isEmpty()
                && log.missing(Topics.PRIVACY_ERASURES, dataset.manifest().erasures())
                        .isEmpty();
    }

    /** Part of a dataset is not that dataset, and the whole of it is not to be written any more. */
    private static void requireNobodyErased(DatasetManifest manifest, ErasedSince erased) {
        if (!erased.isNothing()) {
            throw new BadInputException("Expected a dataset of which nobody is erased, but of " + manifest.name() + " "
                    + (erased.rows() + erased.labelsGone()) + " labels are (erased, receipt "
                    + String.join(", ", erased.receipts())
                    + "). './claimstream datasets export current' writes what is there without them.");
        }
    }

    private static BadInputException unlike(DatasetManifest manifest, String why) {
        return new BadInputException("Expected the rows of dataset " + manifest.name() + ", but " + why
                + "; './claimstream datasets verify " + manifest.name() + "' tells more.");
    }

    @Override
    public void close() {
        log.close();
    }
}
