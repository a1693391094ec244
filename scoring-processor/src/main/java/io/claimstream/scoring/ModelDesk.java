package io.claimstream.scoring;

import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records of the model topics into the catalogue. One that cannot be read or used is reported and passed over. */
final class ModelDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModelDesk.class);

    private final EventSerdes serdes;
    private final ModelCatalogue catalogue;
    private final ScoringMetrics metrics;

    ModelDesk(EventSerdes serdes, ModelCatalogue catalogue, ScoringMetrics metrics) {
        this.serdes = serdes;
        this.catalogue = catalogue;
        this.metrics = metrics;
    }

    /**
     * Takes a record.
     *
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when its schema cannot be asked for; to be tried again
     */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            take(record);
        } catch (DecodingException | UnknownSchemaException e) {
            metrics.unreadable();
            report(record, e.getClass().getSimpleName());
        } catch (ModelRefusedException e) {
            metrics.refused(e.refusal().code());
            report(record, e.refusal().detail());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Topic<? extends SpecificRecord> topic = ModelCatalogue.TOPICS.stream()
                .filter(it -> it.name().equals(record.topic()))
                .findFirst()
                .orElseThrow();
        SpecificRecord event = serdes.of(topic).deserializer().deserialize(topic.name(), record.value());
        catalogue.take(event, record.offset(), Instant.ofEpochMilli(record.timestamp()));
    }

    private static void report(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOGGER.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("model record passed over");
    }
}
