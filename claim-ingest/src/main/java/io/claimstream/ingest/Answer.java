package io.claimstream.ingest;

import io.claimstream.event.ClaimRevisions;
import io.claimstream.platform.streams.Encoded;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to be written for a submission, ready to be written.
 *
 * @param remember the claim's revisions from now on; empty when they stay as they are
 * @param events the events to forward, in order
 * @param counter counts the outcome
 */
record Answer(Optional<ClaimRevisions> remember, List<Encoded> events, Consumer<IngestMetrics> counter) {

    void count(IngestMetrics metrics) {
        counter.accept(metrics);
    }
}
