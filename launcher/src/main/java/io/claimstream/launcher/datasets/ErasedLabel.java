package io.claimstream.launcher.datasets;

import io.claimstream.domain.privacy.Erasure;
import io.claimstream.event.RecordRef;

/**
 * A label of somebody who was erased after a dataset was made from it.
 *
 * @param place where it stands, or stood, on claims.labelled.v1
 * @param erasure the erasure
 * @param isThere whether it is still on the log; then it is a row of the dataset
 */
record ErasedLabel(RecordRef place, Erasure erasure, boolean isThere) {

    Finding finding() {
        return Finding.ofRow(FindingCode.ERASED, place, erasure.text() + (isThere ? "" : ", no longer on the log"));
    }
}
