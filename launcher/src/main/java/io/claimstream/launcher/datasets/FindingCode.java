package io.claimstream.launcher.datasets;

/** Why a dataset is not what its manifest says, as a stable code, and what to do about it. */
enum FindingCode {
    /** The log does not have everything that was read for the dataset. */
    LABELS_MISSING("check the retention of claims.labelled.v1, and that this is the Kafka that the model came from"),
    /** The log does not have everything that was known of erasures. */
    ERASURES_MISSING("check the retention of privacy.erasures.v1, and that this is the Kafka that the model came from"),
    /** The claimant was erased after the dataset was made. No difference: it accuses nobody, and is counted apart. */
    ERASED("nothing to do: the next training leaves the claim out"),
    /** Labels that erasures removed are gone, and with them what a hash was made of. No difference either. */
    ERASED_NOT_COMPARABLE(
            "nothing to do: the receipts tell what is gone; train again for a model that can be verified"),
    /** A record cannot be decoded. */
    RECORD_UNREADABLE("look at the record's schema id: another program may have written it"),
    /** The dataset was read from a file. */
    NOT_FROM_LOG("train on the file again with './claimstream train --csv' to compare"),
    /** This build has no such feature set. */
    UNKNOWN_FEATURE_SET("use a release of Claimstream that has it"),
    /** Another number of rows comes out. */
    ROWS_DIFFER("compare the release that made the dataset: its rules for what trains may differ from this build's"),
    /** Other claims are left out, or for other reasons. */
    EXCLUSIONS_DIFFER(
            "compare the release that made the dataset: its rules for what trains may differ from this build's"),
    /** Other rows come out. */
    SHA256_DIFFERS("somebody changed the log or the manifest: compare both with a backup"),
    /** No features record stands where the label says. */
    SERVED_MISSING("check the retention of claims.features.v1"),
    /** The label has other features than the record that was scored. */
    SERVED_DIFFER("the label or the features record was changed after it was written: compare both with a backup"),
    /** The claim is not on the log. */
    CLAIM_MISSING("check the retention of claims.accepted.v1; an erased claim is no longer there"),
    /** What the claim's history was is not on the log. */
    HISTORY_MISSING("check the retention of claims.history.v1"),
    /** The features made again from claim and history are others than those served. */
    FEATURES_DIFFER(
            "the label, the claim or its history was changed, or the rules of a feature set: it must never change");

    private final String hint;

    FindingCode(String hint) {
        this.hint = hint;
    }

    /** What to do, in plain words. */
    String hint() {
        return hint;
    }
}
