package io.claimstream.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.DatasetSummary.Offsets;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides the rows of a dataset: where it is read from the log, for which slot, with which features, knowing of which erasures.
 *
 * @param lineOfBusiness line of business of the rows
 * @param currency ISO 4217 code of every amount
 * @param insurer insurer of the rows; null for every insurer
 * @param schema the features that a row must have
 * @param labelled what is read of claims.labelled.v1; empty for a dataset that was read from a file
 * @param erasures what was known of privacy.erasures.v1; empty when that was not read
 */
public record DatasetSource(
        String lineOfBusiness,
        String currency,
        @Nullable String insurer,
        FeatureSchema schema,
        List<Offsets> labelled,
        List<Offsets> erasures) {

    public DatasetSource {
        labelled = List.copyOf(labelled);
        erasures = List.copyOf(erasures);
    }

    /** The part of a manifest that is needed here, alike in every format. Not private: only Jackson makes one. */
    record Said(
            String lineOfBusiness,
            String currency,
            @Nullable String insurer,
            String featureSet,
            List<String> features,
            Labelled dataset) {

        Said {
            Objects.requireNonNull(lineOfBusiness);
            Objects.requireNonNull(currency);
            Objects.requireNonNull(featureSet);
            Objects.requireNonNull(dataset);
            features = List.copyOf(features);
        }

        DatasetSource source() {
            return new DatasetSource(
                    lineOfBusiness,
                    currency,
                    insurer,
                    new FeatureSchema(featureSet, features),
                    dataset.labelled(),
                    dataset.erasures());
        }
    }

    record Labelled(List<Offsets> labelled, List<Offsets> erasures) {

        Labelled {
            labelled = List.copyOf(labelled);
            erasures = List.copyOf(erasures);
        }
    }

    /**
     * The source of the dataset behind a model.
     *
     * @param modelManifest bytes of the model's manifest, of whatever format: what a model learned from stays true when its format is no
     *     longer read
     * @return empty when the bytes are not a manifest
     */
    public static Optional<DatasetSource> of(byte[] modelManifest) {
        try {
            JsonNode tree = ModelJson.tree(modelManifest);
            if (tree.path("dataset") instanceof ObjectNode dataset) {
                DatasetSummary.complete(dataset);
            }
            return Optional.ofNullable(ModelJson.read(tree, Said.class)).map(Said::source);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IOException when the bytes are something else
     */
    public static DatasetSource parse(byte[] bytes) throws IOException {
        JsonNode tree = ModelJson.tree(bytes);
        if (tree instanceof ObjectNode source) {
            DatasetSummary.complete(source);
        }
        return ModelJson.read(tree, DatasetSource.class);
    }

    /** Its canonical bytes, UTF-8 JSON. */
    public byte[] toBytes() {
        return ModelJson.bytes(this);
    }

    /** The slot of the rows. */
    public ModelSlot slot() {
        return new ModelSlot(lineOfBusiness, currency, insurer);
    }

    /** Whether the record at a place of claims.labelled.v1 is read. */
    public boolean reads(int partition, long offset) {
        return labelled.stream().anyMatch(range -> range.contains(partition, offset));
    }
}
