package io.claimstream.feedback.view;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the projection does beside writing an accepted revision. */
public final class PlantedRevision {

    private PlantedRevision() {}

    /** Marks a revision whose claimant is erased. */
    public static void markLate(Handle handle, String claimId, int revision, String claimant) {
        LateRevisions.mark(
                handle,
                List.of(new Row()
                        .with("insurer", "acme")
                        .with("claim_id", claimId)
                        .with("revision", revision)
                        .with("claimant", claimant)));
    }
}
