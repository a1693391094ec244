package io.claimstream.released;

import io.claimstream.event.ChainState;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.DriftDay;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.LabelState;
import io.claimstream.event.PendingRevisions;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.event.WaitingFact;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.LongDeserializer;

/** The topics that services keep for themselves, and what stands on each: stores are read back from theirs, and others hold records on their way. */
public final class StateTopics {

    private static final String STORE = "-changelog";
    private static final String ON_THE_WAY = "-repartition";

    /** Those whose values are events. */
    static final Map<String, Class<? extends SpecificRecord>> EVENTS = Map.ofEntries(
            Map.entry("claimstream-ingest-revisions-by-claim" + STORE, ClaimRevisions.class),
            Map.entry("claimstream-features-claim-history-state" + STORE, ClaimHistoryState.class),
            Map.entry("claimstream-features-history-days" + STORE, HistoryDay.class),
            Map.entry("claimstream-features-pending-revisions" + STORE, PendingRevisions.class),
            Map.entry("claimstream-features-settlements-by-claim" + ON_THE_WAY, ClaimFeedback.class),
            Map.entry("claimstream-features-snapshots-by-claim" + ON_THE_WAY, SnapshotTaken.class),
            Map.entry("claimstream-retrain-worker-label-state-by-claim" + STORE, LabelState.class),
            Map.entry("claimstream-retrain-worker-drift-by-day" + STORE, DriftDay.class),
            Map.entry("claimstream-retrain-worker-drift-facts" + STORE, WaitingFact.class),
            Map.entry("claimstream-retrain-worker-feedback-by-claim" + ON_THE_WAY, ClaimFeedback.class),
            Map.entry("claimstream-decision-ledger-end-of-chain" + STORE, ChainState.class));

    /** The store of requests that were answered: 8 bytes, the offset of the request. */
    static final String ANSWERED = "claimstream-rescoring-answered-requests" + STORE;

    /** The store of histories that have ended: 8 bytes, the offset of the record that ended it. */
    static final String ENDED = "claimstream-features-erased-histories" + STORE;

    /** Submissions on their way: sealed bytes, or in the clear as of 0.1.0, with where they stood in headers. */
    static final String SUBMITTED = "claimstream-ingest-submitted-by-claim" + ON_THE_WAY;

    private StateTopics() {}

    /** Whether a topic holds Avro. */
    public static boolean holdsEvents(String topic) {
        return EVENTS.containsKey(topic);
    }

    /** Every such topic. */
    public static Stream<String> all() {
        return Stream.concat(EVENTS.keySet().stream(), Stream.of(ANSWERED, ENDED, SUBMITTED));
    }

    /** What {@link #ANSWERED} holds. */
    static long answered(byte[] value) {
        try (LongDeserializer numbers = new LongDeserializer()) {
            return numbers.deserialize(ANSWERED, value);
        }
    }
}
