package io.claimstream.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset is: where it stands on the log, and what comes out when it is read from there. Holds no claim. Its name is
 * derived from all of it, so that two datasets of one name are the same to the bit.
 *
 * @param lineOfBusiness line of business of the rows
 * @param currency ISO 4217 code of every amount
 * @param insurer insurer of the rows; null for every insurer
 * @param featureSet version of the feature set
 * @param rows labelled claims that can be learned from
 * @param settled rows whose label is a settlement
 * @param corrected rows whose label is an adjuster's correction
 * @param firstLabelAt event time of the first label; null without rows
 * @param lastLabelAt event time of the last label; null without rows
 * @param exclusions claims left out, by reason
 * @param sha256 SHA-256 of the rows in their binary form, lower-case hexadecimal
 * @param labelled what was read of claims.labelled.v1; empty for a dataset that was read from a file
 * @param erasures what was known of privacy.erasures.v1; empty, and no part of the name, when that was not read
 */
public record DatasetManifest(
        String lineOfBusiness,
        String currency,
        @Nullable String insurer,
        String featureSet,
        int rows,
        int settled,
        int corrected,
        @Nullable Instant firstLabelAt,
        @Nullable Instant lastLabelAt,
        Map<String, Integer> exclusions,
        String sha256,
        List<DatasetSummary.Offsets> labelled,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DatasetSummary.Offsets> erasures) {

    private static final int NAME_DIGITS = 12;

    public DatasetManifest {
        exclusions = Collections.unmodifiableMap(new TreeMap<>(exclusions));
        labelled = List.copyOf(labelled);
        erasures = List.copyOf(erasures);
    }

    /** The manifest of the dataset that a model was trained, calibrated and measured on. */
    public static DatasetManifest of(ModelManifest model) {
        DatasetSummary dataset = model.dataset();
        return new DatasetManifest(
                model.lineOfBusiness(),
                model.currency(),
                model.insurer(),
                model.featureSet(),
                dataset.settled() + dataset.corrected(),
                dataset.settled(),
                dataset.corrected(),
                dataset.firstLabelAt(),
                dataset.lastLabelAt(),
                dataset.exclusions(),
                dataset.sha256(),
                dataset.labelled(),
                dataset.erasures());
    }

    /** Claims left out because the claimant is erased. */
    public int erased() {
        return exclusions.getOrDefault(DatasetSummary.ERASED, 0);
    }

    /** {@code d-} and the first 12 hexadecimal digits of the SHA-256 of {@link #toBytes()}. */
    public String name() {
        return "d-" + Sha256.hex(toBytes()).substring(0, NAME_DIGITS);
    }

    /** Its canonical bytes, UTF-8 JSON. */
    public byte[] toBytes() {
        return ModelJson.bytes(this);
    }
}
