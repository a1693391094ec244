package io.claimstream.scoring;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.ModelBundle;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes models as the retrain worker does: manifest and chunks in one transaction, calibration and deployment in a later one. */
final class ModelWriter implements AutoCloseable {

    private static final byte[] KEY = {1};

    private final EventSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;

    ModelWriter(String bootstrapServers, EventSerdes serdes) {
        this.serdes = serdes;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "transactional.id", "model-writer"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Publishes a model that nothing names yet. */
    void publish(ModelBundle bundle) {
        producer.beginTransaction();
        send(Topics.MODELS_VERSIONS, bundle.toEvent(TestModels.NOW));
        bundle.chunks().forEach(chunk -> send(Topics.MODELS_ARTIFACTS, chunk));
        producer.commitTransaction();
    }

    /** Promotes a published model. */
    void promote(ModelBundle bundle, int calibration) {
        producer.beginTransaction();
        send(Topics.MODELS_CALIBRATION, TestModels.calibration(calibration, bundle.version()));
        send(
                Topics.MODELS_DEPLOYMENTS,
                TestModels.deployment(DeploymentAction.PROMOTED, bundle.version(), calibration));
        producer.commitTransaction();
    }

    /** Writes half of the chunks and takes them back, as one that is killed does. */
    void abandon(ModelBundle bundle) {
        producer.beginTransaction();
        send(Topics.MODELS_VERSIONS, bundle.toEvent(TestModels.NOW));
        List<?> chunks = bundle.chunks();
        bundle.chunks().subList(0, chunks.size() / 2).forEach(chunk -> send(Topics.MODELS_ARTIFACTS, chunk));
        producer.flush();
        producer.abortTransaction();
    }

    void deploy(ModelDeployment move) {
        producer.beginTransaction();
        send(Topics.MODELS_DEPLOYMENTS, move);
        producer.commitTransaction();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, V event) {
        byte[] value = serdes.of(topic).serializer().serialize(topic.name(), event);
        // The commit throws when a record was not taken.
        var unused = producer.send(new ProducerRecord<>(topic.name(), KEY, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
