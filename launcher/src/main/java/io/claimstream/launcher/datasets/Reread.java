package io.claimstream.launcher.datasets;

import io.claimstream.model.DatasetManifest;
import io.claimstream.model.ErasureOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the manifest of a dataset says beside what comes out of the log again. Where erasures removed labels, what they removed may be less,
 * and no more than that: they excuse nothing else. Pure.
 *
 * @param said by the manifest
 * @param found by the log
 * @param gone labels that erasures removed from the ranges that the manifest names
 */
record Reread(DatasetManifest said, DatasetManifest found, List<ErasedLabel> gone) {

    Reread {
        gone = List.copyOf(gone);
    }

    /** Whether the rows can be compared by their hash: nothing is gone that may have been a row. */
    boolean isComparable() {
        return said.sha256().equals(found.sha256()) || !mayLackRows();
    }

    /** Differences that no erasure explains. */
    List<Finding> differences() {
        List<Finding> differences = new ArrayList<>();
        if (!isExplained(said.rows(), found.rows())
                || !isExplained(said.settled(), found.settled())
                || !isExplained(said.corrected(), found.corrected())) {
            differences.add(finding(
                    FindingCode.ROWS_DIFFER,
                    said.rows() + " by the manifest, " + found.rows() + " by the log" + unexplained()));
        }
        if (!areExclusionsExplained()) {
            differences.add(finding(
                    FindingCode.EXCLUSIONS_DIFFER,
                    said.exclusions() + " by the manifest, " + found.exclusions() + " by the log" + unexplained()));
        }
        if (isComparable() && !said.sha256().equals(found.sha256())) {
            differences.add(finding(
                    FindingCode.SHA256_DIFFERS, said.sha256() + " by the manifest, " + found.sha256() + " by the log"));
        }
        return differences;
    }

    /** A claimant whose erasure the dataset knew of had no row in it. */
    private boolean mayLackRows() {
        long known = ErasureOffsets.end(said.erasures());
        return !gone.isEmpty()
                && (said.rows() != found.rows()
                        || gone.stream().anyMatch(it -> it.erasure().offset() >= known));
    }

    private boolean areExclusionsExplained() {
        Set<String> reasons = new TreeSet<>(said.exclusions().keySet());
        reasons.addAll(found.exclusions().keySet());
        return reasons.stream()
                .allMatch(reason -> isExplained(
                        said.exclusions().getOrDefault(reason, 0),
                        found.exclusions().getOrDefault(reason, 0)));
    }

    private boolean isExplained(int saidCount, int foundCount) {
        return Math.abs(saidCount - foundCount) <= gone.size();
    }

    private String unexplained() {
        return gone.isEmpty() ? "" : ", and " + gone.size() + " labels gone by erasures do not explain it";
    }

    private Finding finding(FindingCode code, String detail) {
        return Finding.ofDataset(code, said.name(), detail);
    }
}
