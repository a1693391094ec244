package io.claimstream.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model was made from, without a single claim in it.
 *
 * @param sha256 SHA-256 of the dataset in its binary form, lower-case hexadecimal
 * @param trainingRows rows trained on
 * @param calibrationRows rows calibrated on: later than those trained on, or the same, each by a model that had not seen it
 * @param holdoutRows rows measured on, later still, or the same in the same way; {@link Measurement} says which
 * @param settled rows whose label is a settlement
 * @param corrected rows whose label is an adjuster's correction
 * @param firstLabelAt event time of the first label
 * @param lastLabelAt event time of the last label
 * @param exclusions number of labelled records left out, by reason
 * @param labelled what was read of claims.labelled.v1
 * @param erasures what was known of privacy.erasures.v1; empty, and not written, when that was not read: of a file, and before there were any
 */
public record DatasetSummary(
        String sha256,
        int trainingRows,
        int calibrationRows,
        int holdoutRows,
        int settled,
        int corrected,
        Instant firstLabelAt,
        Instant lastLabelAt,
        Map<String, Integer> exclusions,
        List<Offsets> labelled,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Offsets> erasures) {

    /** The exclusion that counts claims of erased claimants. */
    public static final String ERASED = "ERASED";

    private static final String ERASURES = "erasures";

    public DatasetSummary {
        exclusions = Collections.unmodifiableMap(new TreeMap<>(exclusions));
        labelled = List.copyOf(labelled);
        erasures = List.copyOf(erasures);
    }

    /** Of rows about which nobody asked who is erased. */
    public DatasetSummary(
            String sha256,
            int trainingRows,
            int calibrationRows,
            int holdoutRows,
            int settled,
            int corrected,
            Instant firstLabelAt,
            Instant lastLabelAt,
            Map<String, Integer> exclusions,
            List<Offsets> labelled) {
        this(
                sha256,
                trainingRows,
                calibrationRows,
                holdoutRows,
                settled,
                corrected,
                firstLabelAt,
                lastLabelAt,
                exclusions,
                labelled,
                List.of());
    }

    /** Adds to its JSON, or to that of a {@link DatasetSource}, what was not written before erasures were known. */
    public static void complete(ObjectNode earlier) {
        if (!earlier.has(ERASURES)) {
            earlier.putArray(ERASURES);
        }
    }

    /** Claims left out because the claimant is erased. */
    public int erased() {
        return exclusions.getOrDefault(ERASED, 0);
    }

    /** A half-open range of offsets of one partition. */
    public record Offsets(int partition, long from, long to) {

        /** Whether a record lies in it. */
        public boolean contains(int ofPartition, long offset) {
            return ofPartition == partition && from <= offset && offset < to;
        }
    }
}
