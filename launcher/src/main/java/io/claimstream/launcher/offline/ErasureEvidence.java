package io.claimstream.launcher.offline;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.SubjectErased;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Who is erased, as commands read it: whole or not at all, for one erasure that is passed over shows somebody who should not be shown. */
public final class ErasureEvidence {

    private static final Topic<SubjectErased> TOPIC = Topics.PRIVACY_ERASURES;

    private ErasureEvidence() {}

    /**
     * Everybody who is erased now.
     *
     * @throws BadInputException when a record is missing or cannot be decoded
     * @throws io.claimstream.launcher.command.OutsideWorldException when Kafka does not have the topic
     */
    public static Erasures read(EvidenceLog log, EventSerdes serdes) {
        List<Offsets> whole = log.whole(TOPIC.name());
        if (!log.missing(TOPIC.name(), whole).isEmpty()) {
            throw new BadInputException(
                    "Expected all of " + TOPIC.name()
                            + " from its first record, but it begins later. Check its retention: nothing may ever be deleted there.");
        }
        Erasures.Reading reading = new Erasures.Reading();
        Deserializer<SubjectErased> deserializer = serdes.of(TOPIC).deserializer();
        log.read(TOPIC.name(), whole, record -> {
            if (record.value() != null) {
                reading.add(record.offset(), decoded(deserializer, record));
            }
        });
        return reading.upTo(whole.get(0).to());
    }

    private static <V> V decoded(Deserializer<V> deserializer, ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(TOPIC.name(), record.value());
        } catch (DecodingException | UnknownSchemaException e) {
            throw new BadInputException(
                    "RECORD_UNREADABLE " + TOPIC.name() + " " + record.partition() + "@"
                            + record.offset()
                            + ": expected an erasure that this build can read. Look at its schema id: another program may have written it.");
        }
    }
}
