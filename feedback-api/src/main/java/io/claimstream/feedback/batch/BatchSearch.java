package io.claimstream.feedback.batch;

import java.time.Instant;
import java.util.Optional;

/**
 * Which batches to list, the newest first.
 *
 * @param insurer whose claims are in them; empty for all, those of several insurers among them
 * @param actor who sent them; empty for anybody
 * @param after the last batch of the page before
 * @param limit the most to answer with, at least 1
 */
public record BatchSearch(Optional<String> insurer, Optional<String> actor, Optional<Place> after, int limit) {

    /** A place in the list. */
    public record Place(Instant begunAt, String batchId) {

        /** That of a batch. */
        public static Place of(Batch batch) {
            return new Place(batch.begunAt(), batch.batchId());
        }
    }
}
