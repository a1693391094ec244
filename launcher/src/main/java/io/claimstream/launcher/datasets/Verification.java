package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.schemas.Topics;
import java.util.List;

/** Reads a dataset from the log once more and compares everything that its manifest says, then every feature of every row. One thread. */
final class Verification {

    /** Differences that are listed; the others are counted. */
    private static final int LISTED = 100;

    private final DatasetLog log;
    private final KnownDataset dataset;
    private final ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    private long differences;
    private long parityDifferences;
    private int rows;

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

    /** Whether nothing differs. */
    boolean isVerified() {
        return differences == 0;
    }

    /** Differences found, at most {@value #LISTED} of them. */
    ArrayNode findings() {
        return listed;
    }

    /** The figures. */
    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("dataset", dataset.manifest().name())
                .put("verified", isVerified())
                .put("rows", dataset.manifest().rows())
                .put("rowsRebuilt", rows)
                .put("differences", differences)
                .put("parityDifferences", parityDifferences);
    }

    private void run() {
        DatasetManifest said = dataset.manifest();
        List<Offsets> missing = log.missing(Topics.CLAIMS_LABELLED, said.labelled());
        if (said.labelled().isEmpty()) {
            tell(FindingCode.NOT_FROM_LOG, "");
        } else if (!missing.isEmpty()) {
            missing.forEach(range -> tell(
                    FindingCode.LABELS_MISSING,
                    "partition " + range.partition() + " offsets " + range.from() + " to " + range.to()));
        } else {
            RebuiltDataset rebuilt = RebuiltDataset.read(log, said, dataset.features());
            compare(said, rebuilt.manifest());
            checkParity(rebuilt);
        }
    }

    private void compare(DatasetManifest said, DatasetManifest found) {
        rows = found.rows();
        if (said.rows() != found.rows() || said.settled() != found.settled() || said.corrected() != found.corrected()) {
            tell(FindingCode.ROWS_DIFFER, said.rows() + " by the manifest, " + found.rows() + " by the log");
        }
        if (!said.exclusions().equals(found.exclusions())) {
            tell(
                    FindingCode.EXCLUSIONS_DIFFER,
                    said.exclusions() + " by the manifest, " + found.exclusions() + " by the log");
        }
        if (!said.sha256().equals(found.sha256())) {
            tell(FindingCode.SHA256_DIFFERS, said.sha256() + " by the manifest, " + found.sha256() + " by the log");
        }
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
                .check(rebuilt.rows());
    }

    private void tell(FindingCode code, String detail) {
        tell(Finding.ofDataset(code, dataset.manifest().name(), detail));
    }

    private void tell(Finding finding) {
        differences++;
        if (listed.size() < LISTED) {
            listed.add(finding.toJson());
        }
    }
}
