package io.claimstream.feedback.batch;

import io.claimstream.event.RecordRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line with which there is nothing more to do.
 *
 * @param number its number, counted from 1
 * @param submitted what was submitted, and where it stands; null for a line that cannot be read
 * @param problems why it cannot be read
 */
record DoneLine(int number, @Nullable Submitted submitted, List<LineProblem> problems) {

    /** A submitted revision. */
    record Submitted(String insurer, String claimId, int revision, String contentHash, RecordRef where) {}
}
