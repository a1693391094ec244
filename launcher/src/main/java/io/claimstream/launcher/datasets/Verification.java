package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.List;

/**
 * Reads a dataset from the log once more and compares everything that its manifest says, then every feature of every row. Of somebody who was
 * erased since nothing is made again: the answer is the receipt, counted apart from differences. One thread.
 */
final class Verification {

    /** Differences that are listed; the others are counted. */
    private static final int LISTED = 100;

    private final DatasetLog log;
    private final KnownDataset dataset;
    private final ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    private long differences;
    private long parityDifferences;
    private int rows;
    private boolean isComparable = true;
    private ErasedSince erased = ErasedSince.of(List.of());

    private Verification(DatasetLog log, KnownDataset dataset) {
        this.log = log;
        this.dataset = dataset;
    }

    /** Does all of it. */
    static Verification of(DatasetLog log, KnownDataset dataset) {
        Verification verification = new Verification(log, dataset);
        verification.run();
        return verification;
    }

    /** Whether nothing differs and everything could be compared. */
    boolean isVerified() {
        return differences == 0 && isComparable;
    }

    /** What the command ends with. */
    ExitCode exit() {
        if (differences > 0) {
            return ExitCode.BAD_INPUT;
        }
        return isComparable ? ExitCode.DONE : ExitCode.ERASED;
    }

    /** Differences and erasures found, at most {@value #LISTED} of each. */
    ArrayNode findings() {
        return listed;
    }

    /** The figures. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("dataset", dataset.manifest().name())
                .put("verified", isVerified())
                .put("comparable", isComparable)
                .put("rows", dataset.manifest().rows())
                .put("rowsRebuilt", rows)
                .put("differences", differences)
                .put("parityDifferences", parityDifferences);
        erased.into(json);
        return json;
    }

    private void run() {
        DatasetManifest said = dataset.manifest();
        if (said.labelled().isEmpty()) {
            tell(FindingCode.NOT_FROM_LOG, "");
            return;
        }
        boolean areLabelsThere = isThere(Topics.CLAIMS_LABELLED, said.labelled(), FindingCode.LABELS_MISSING);
        boolean areErasuresThere = isThere(Topics.PRIVACY_ERASURES, said.erasures(), FindingCode.ERASURES_MISSING);
        if (areLabelsThere && areErasuresThere) {
            RebuiltDataset rebuilt = RebuiltDataset.read(log, said, dataset.features());
            compare(said, rebuilt);
            tellErased(rebuilt.erased());
            checkParity(rebuilt);
        }
    }

    private boolean isThere(Topic<?> topic, List<Offsets> ranges, FindingCode code) {
        List<Offsets> missing = log.missing(topic, ranges);
        missing.forEach(range ->
                tell(code, "partition " + range.partition() + " offsets " + range.from() + " to " + range.to()));
        return missing.isEmpty();
    }

    private void compare(DatasetManifest said, RebuiltDataset rebuilt) {
        Reread reread = new Reread(said, rebuilt.manifest(), rebuilt.gone());
        rows = reread.found().rows();
        isComparable = reread.isComparable();
        reread.differences().forEach(this::tell);
    }

    private void tellErased(List<ErasedLabel> labels) {
        erased = ErasedSince.of(labels);
        if (!isComparable) {
            listed.add(Finding.ofDataset(
                            FindingCode.ERASED_NOT_COMPARABLE,
                            dataset.manifest().name(),
                            erased.notComparable("the SHA-256 of the rows"))
                    .toJson());
        }
        labels.stream()
                .limit(LISTED)
                .forEach(label -> listed.add(label.finding().toJson()));
    }

    private void checkParity(RebuiltDataset rebuilt) {
        if (!dataset.manifest().featureSet().equals(FeatureSetV1.VERSION)
                || !dataset.features().equals(FeatureSetV1.NAMES)) {
            tell(FindingCode.UNKNOWN_FEATURE_SET, dataset.manifest().featureSet());
            return;
        }
        new Parity(log, dataset.features(), finding -> {
                    parityDifferences++;
                    tell(finding);
                })
                .check(rebuilt.rows().stream()
                        .filter(row -> row.erasure().isEmpty())
                        .toList());
    }

    private void tell(FindingCode code, String detail) {
        tell(Finding.ofDataset(code, dataset.manifest().name(), detail));
    }

    private void tell(Finding finding) {
        differences++;
        if (differences <= LISTED) {
            listed.add(finding.toJson());
        }
    }
}
