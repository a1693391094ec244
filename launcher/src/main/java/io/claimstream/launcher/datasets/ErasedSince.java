package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.privacy.Erasure;
import java.util.Collection;
import java.util.List;

/**
 * What became of a dataset by erasures that it did not know of, or that removed labels from the log since.
 *
 * @param rows rows of erased claimants that are still on the log
 * @param labelsGone labels that erasures removed from the ranges that were read
 * @param receipts the receipts behind both, in order
 */
public record ErasedSince(int rows, int labelsGone, List<String> receipts) {

    public ErasedSince {
        receipts = List.copyOf(receipts);
    }

    static ErasedSince of(Collection<ErasedLabel> labels) {
        return new ErasedSince(
                (int) labels.stream().filter(ErasedLabel::isThere).count(),
                (int) labels.stream().filter(label -> !label.isThere()).count(),
                labels.stream()
                        .map(ErasedLabel::erasure)
                        .map(Erasure::receipt)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Nothing was erased. */
    public boolean isNothing() {
        return rows == 0 && labelsGone == 0;
    }

    /** Adds the figures to an answer; receipts where there are any. */
    public void into(ObjectNode json) {
        json.put("erasedRows", rows).put("erasedLabelsGone", labelsGone);
        if (!receipts.isEmpty()) {
            receipts.forEach(json.putArray("receipts")::add);
        }
    }

    /** Why a hash cannot be compared, in plain words. */
    public String notComparable(String what) {
        return labelsGone + " labels are gone from the log (erased, receipt " + String.join(", ", receipts) + "), so "
                + what + " cannot be compared any more.";
    }
}
