package io.claimstream.launcher.whole;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.PublishedSchema;
import io.claimstream.schemas.registry.SchemaRegistries;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records that a running instance cannot read, as senders do that have lost their way. Not thread-safe. */
final class DeadRecords implements AutoCloseable {

    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final KafkaProducer<byte[], byte[]> producer;

    private DeadRecords(Settings settings) {
        this.registry = SchemaRegistries.http(
                settings.get(CommonSettings.SCHEMA_REGISTRY_URL), Optional.empty(), Optional.empty());
        this.producer = new KafkaProducer<>(
                KafkaClients.properties(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Of the instance that runs on a data directory. */
    static DeadRecords in(Path dataDir) {
        return new DeadRecords(InstanceSettings.pointedAtInstance(Settings.reader(Services.settings())
                .override("test", Map.of("data.dir", dataDir.toString()))
                .read()));
    }

    /** Writes text where events belong. */
    void text(String topic, String text) throws Exception {
        send(topic, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Submits a claim written with a newer schema, which says one thing more, under the id that the registry is going to give it.
     *
     * @return the schema, for {@link #publish}
     */
    NewSchema submitEarly(ClaimSubmitted claim) throws Exception {
        Schema known = PublishedSchema.of(ClaimSubmitted.getClassSchema());
        Schema newer = withOneMore(known);
        int last = registry.register(
                "probe-value", SchemaBuilder.record("Probe").fields().endRecord());
        send(Topics.CLAIMS_SUBMITTED.name(), written(claim, known, newer, last + 1));
        return new NewSchema(newer, last + 1);
    }

    /** A schema that the registry does not know yet, and the id that it is going to have. */
    record NewSchema(Schema schema, int id) {}

    /** Does what the sender should have done first. */
    void publish(NewSchema forgotten) {
        int id = registry.register(Topics.CLAIMS_SUBMITTED.name() + "-value", forgotten.schema());
        if (id != forgotten.id()) {
            throw new AssertionError("Expected the registry to give the next id, " + forgotten.id() + ", but " + id);
        }
    }

    private void send(String topic, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, value)).get();
    }

    private static Schema withOneMore(Schema known) {
        Schema.Field more = new Schema.Field(
                "senderVersion",
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                "Version of the program that submitted the claim.",
                Schema.Field.NULL_DEFAULT_VALUE);
        List<Schema.Field> fields = Stream.concat(
                        known.getFields().stream().map(it -> new Schema.Field(it, it.schema())), Stream.of(more))
                .collect(Collectors.toList());
        return Schema.createRecord(known.getName(), known.getDoc(), known.getNamespace(), false, fields);
    }

    private static byte[] written(ClaimSubmitted claim, Schema known, Schema newer, int id) throws IOException {
        String topic = Topics.CLAIMS_SUBMITTED.name();
        byte[] own = new EventSerdes(new InMemorySchemaRegistry())
                .of(Topics.CLAIMS_SUBMITTED)
                .serializer()
                .serialize(topic, claim);
        GenericRecord record = new GenericDatumReader<GenericRecord>(known, newer)
                .read(null, DecoderFactory.get().binaryDecoder(own, HEADER_BYTES, own.length - HEADER_BYTES, null));
        record.put("senderVersion", "2.0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(newer).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        producer.close();
    }
}
