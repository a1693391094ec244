package io.claimstream.features;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import org.apache.kafka.common.serialization.Serde;

/** Turns what the processors write into bytes before anything is written. Thread-safe. */
final class EventBytes {

    /** Name of the internal topic that brings snapshots back to their claims. */
    static final String SNAPSHOTS_BY_CLAIM = "snapshots-by-claim";

    private final EventEncoder encoder;
    private final Serde<SnapshotTaken> snapshots;

    EventBytes(EventSerdes serdes) {
        encoder = new EventEncoder(serdes);
        snapshots = serdes.of(SnapshotTaken.class);
    }

    Encoded of(HistoryEvent event) {
        return encoder.encode(Topics.CLAIMS_HISTORY, event);
    }

    Encoded of(ClaimFeatures features) {
        return encoder.encode(Topics.CLAIMS_FEATURES, features);
    }

    byte[] of(SnapshotTaken snapshot) {
        return snapshots.serializer().serialize(SNAPSHOTS_BY_CLAIM, snapshot);
    }

    SnapshotTaken snapshot(byte[] bytes) {
        return snapshots.deserializer().deserialize(SNAPSHOTS_BY_CLAIM, bytes);
    }
}
