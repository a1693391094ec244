package io.claimstream.feedback.whatif;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published models: which is in service where, and each of them loaded when it is asked for. One thread tells it what the model topics say;
 * any thread asks.
 */
public final class ModelLibrary implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModelLibrary.class);
    private static final int CALIBRATION_NUMBERS = 10_000;

    private final EventSerdes serdes;
    private final ModelArchive archive;
    private final ModelCatalogue catalogue;
    private final ModelShelf shelf;
    private final BooleanSupplier caughtUp;
    private final Map<String, String> inService = new ConcurrentHashMap<>();
    private final Map<Integer, RecordRef> calibrations = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, RecordRef> eldest) {
            return size() > CALIBRATION_NUMBERS;
        }
    });

    /**
     * A library of what the archive has already.
     *
     * @param archive where models are kept as they come; used by nobody else
     * @param shelf loads from it; closed with the library
     * @param caughtUp whether it was told everything that was published before the start
     */
    public ModelLibrary(EventSerdes serdes, ModelArchive archive, ModelShelf shelf, BooleanSupplier caughtUp) {
        this.serdes = serdes;
        this.archive = archive;
        this.catalogue = new ModelCatalogue(archive);
        this.shelf = shelf;
        this.caughtUp = caughtUp;
    }

    /**
     * Takes a record of {@link ModelCatalogue#TOPICS}. One that cannot be read or used is reported and passed over.
     *
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when its schema cannot be asked for; to be tried again
     */
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            SpecificRecord event = decoded(record);
            catalogue.take(event, record.offset(), Instant.ofEpochMilli(record.timestamp()));
            if (event instanceof CalibrationRecord calibration) {
                calibrations.put(calibration.getNumber(), new RecordRef(record.partition(), record.offset()));
            }
            catalogue.slots().stream()
                    .map(latestFirst -> latestFirst.getFirst().move())
                    .forEach(move -> inService.put(Slots.key(move.getSlot()), move.getVersion()));
        } catch (DecodingException | UnknownSchemaException | ModelRefusedException e) {
            LOGGER.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("model record passed over");
        }
    }

    private SpecificRecord decoded(ConsumerRecord<byte[], byte[]> record) {
        Topic<? extends SpecificRecord> topic = ModelCatalogue.TOPICS.stream()
                .filter(it -> it.name().equals(record.topic()))
                .findFirst()
                .orElseThrow();
        return serdes.of(topic).deserializer().deserialize(topic.name(), record.value());
    }

    /** The version in service for a claim: that of its insurer's own slot, else that of every insurer; empty where the baseline scores. */
    Optional<String> inService(ClaimFeatures features) {
        ModelSlot everyone = Slots.everyInsurer(features.getLineOfBusiness(), features.getCurrency());
        return Stream.of(Slots.key(everyone) + features.getInsurer(), Slots.key(everyone))
                .map(inService::get)
                .filter(Objects::nonNull)
                .filter(version -> !version.equals(Scorer.BASELINE))
                .findFirst();
    }

    /** Whether it knows everything that was published before the start. */
    boolean isCaughtUp() {
        return caughtUp.getAsBoolean();
    }

    /** Whether no model was ever put in service. */
    boolean isEmpty() {
        return inService.isEmpty();
    }

    /** Whether all of a version has come. */
    boolean holds(String version) {
        return archive.holds(version);
    }

    /** The model of a version, from the shelf or by loading it. */
    ModelShelf.Answer take(String version) {
        return shelf.take(version);
    }

    /** What a version was published as, when all of it has come. */
    Optional<ModelBundle> bundle(String version) {
        return archive.get(version);
    }

    /** The newest calibration of a version. */
    Optional<CalibrationRecord> newestCalibration(String version) {
        return catalogue.newestCalibration(version);
    }

    /** Where a calibration stands on its topic. */
    Optional<RecordRef> calibration(int number) {
        return Optional.ofNullable(calibrations.get(number));
    }

    @Override
    public void close() {
        shelf.close();
    }
}
