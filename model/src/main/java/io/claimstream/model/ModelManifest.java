package io.claimstream.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.doubt.DoubtModel;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is and what it was made from. Holds nothing of any claim: golden rows are made up. Carries no time of its
 * making, so that the same data and parameters give the same manifest, and with it the same version name.
 *
 * @param format format of this manifest, {@value #FORMAT}
 * @param lineOfBusiness line of business it is for
 * @param currency ISO 4217 code it is for
 * @param insurer insurer it is for; null for every insurer
 * @param featureSet version of the feature set
 * @param features names of the features, in order
 * @param target what the margin is: {@value #TARGET}
 * @param engine version of the engine that trained it
 * @param parameters what it was trained with
 * @param artifactSha256 SHA-256 of the artifact, lower-case hexadecimal
 * @param artifactBytes size of the artifact
 * @param dataset what it was trained, calibrated and measured on
 * @param measurement how {@code holdout} and the reliability in {@code doubt} were measured
 * @param holdout its error on rows that no part of it had seen
 * @param doubt how sure its estimates are: difficulty, ranges trained on, reliability on the holdout
 * @param goldenRows rows that it must score as written, wherever it is loaded
 * @param upload where it came from when it was not trained here; then its parameters are those that can be read off its trees, the others
 *     stand at their defaults, and the dataset is what it was calibrated and measured on. Null for a model that was trained here
 */
public record ModelManifest(
        int format,
        String lineOfBusiness,
        String currency,
        @Nullable String insurer,
        String featureSet,
        List<String> features,
        String target,
        String engine,
        TrainingParameters parameters,
        String artifactSha256,
        int artifactBytes,
        DatasetSummary dataset,
        Measurement measurement,
        Metrics holdout,
        DoubtModel doubt,
        List<GoldenRow> goldenRows,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UploadOrigin upload) {

    /**
     * The format written and read by this version of Claimstream. Format 1 had no doubt, format 2 a difficulty of one tree only. Both are
     * refused: their intervals were not as honest as their scores would claim. What the format gained since is added to older manifests as
     * they are read.
     */
    public static final int FORMAT = 3;

    /** The margin is the natural logarithm of the settlement. */
    public static final String TARGET = "ln(settlement)";

    public ModelManifest {
        features = List.copyOf(features);
        goldenRows = List.copyOf(goldenRows);
        if (doubt.difficulty().greatestFeature() >= features.size()) {
            throw new IllegalArgumentException("Expected a difficulty that asks about features of the model.");
        }
    }

    /** The manifest of a model that was trained here. */
    public ModelManifest(
            int format,
            String lineOfBusiness,
            String currency,
            @Nullable String insurer,
            String featureSet,
            List<String> features,
            String target,
            String engine,
            TrainingParameters parameters,
            String artifactSha256,
            int artifactBytes,
            DatasetSummary dataset,
            Measurement measurement,
            Metrics holdout,
            DoubtModel doubt,
            List<GoldenRow> goldenRows) {
        this(
                format,
                lineOfBusiness,
                currency,
                insurer,
                featureSet,
                features,
                target,
                engine,
                parameters,
                artifactSha256,
                artifactBytes,
                dataset,
                measurement,
                holdout,
                doubt,
                goldenRows,
                null);
    }

    /** The same for a model that was made elsewhere. */
    public ModelManifest uploaded(UploadOrigin origin) {
        return new ModelManifest(
                format,
                lineOfBusiness,
                currency,
                insurer,
                featureSet,
                features,
                target,
                origin.engine(),
                parameters,
                artifactSha256,
                artifactBytes,
                dataset,
                measurement,
                holdout,
                doubt,
                goldenRows,
                origin);
    }

    /** What is read first: the rest means something only in a known format. */
    private record Head(int format) {}

    /** The features it expects. */
    public FeatureSchema schema() {
        return new FeatureSchema(featureSet, features);
    }

    /** The slot it is for. */
    public ModelSlot slot() {
        return ModelSlot.newBuilder()
                .setLineOfBusiness(lineOfBusiness)
                .setCurrency(currency)
                .setInsurer(insurer)
                .build();
    }

    /** Its canonical bytes, UTF-8 JSON: what is signed, and what the version name is derived from. */
    public byte[] toBytes() {
        return ModelJson.bytes(this);
    }

    /**
     * Reads a manifest.
     *
     * @throws ModelRefusedException when the bytes are not a manifest of a known format
     */
    public static ModelManifest parse(byte[] bytes) {
        try {
            JsonNode tree = ModelJson.tree(bytes);
            int format = ModelJson.read(tree, Head.class).format();
            if (format != FORMAT) {
                throw new ModelRefusedException(
                        Code.BAD_MANIFEST, "expected manifest format " + FORMAT + ", but it is " + format);
            }
            return ModelJson.read(EarlierManifest.completed(tree), ModelManifest.class);
        } catch (IOException e) {
            throw new ModelRefusedException(Code.BAD_MANIFEST, "the manifest cannot be read", e);
        }
    }
}
