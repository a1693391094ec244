package io.claimstream.launcher.offline;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelSlot;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Everything that the models topics say, read once from the beginning. Artifacts lie in a temporary directory until closed. What cannot be
 * read is passed over, as the stream does. Not thread-safe.
 */
final class PublishedModels implements AutoCloseable {

    private final Path directory;
    private final ModelCatalogue catalogue;
    private final Map<Integer, CalibrationRecord> calibrations = new TreeMap<>();
    private final EventSerdes serdes;

    private PublishedModels(Path directory, EventSerdes serdes) {
        this.directory = directory;
        this.catalogue = new ModelCatalogue(new ModelArchive(directory));
        this.serdes = serdes;
    }

    /** Reads the topics of the Kafka that the settings name. */
    static PublishedModels read(Settings settings, EventSerdes serdes, Progress progress) {
        PublishedModels models = new PublishedModels(temporary(), serdes);
        try (EvidenceLog log = new EvidenceLog(settings)) {
            models.readAll(log, progress);
            return models;
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    /** The model of a version, when all of it was published. */
    Optional<ModelBundle> bundle(String version) {
        return catalogue.bundle(version);
    }

    /** The calibration of a number. */
    Optional<CalibrationRecord> calibration(int number) {
        return Optional.ofNullable(calibrations.get(number));
    }

    /** The calibration of a version that was published last. */
    Optional<CalibrationRecord> latestCalibration(String version) {
        return calibrations.values().stream()
                .filter(record -> record.getModelVersion().equals(version))
                .max(Comparator.comparing(CalibrationRecord::getNumber));
    }

    /** The version that was last put in service in a slot; empty when none was. */
    Optional<String> champion(ModelSlot slot) {
        return catalogue.slots().stream()
                .map(latestFirst -> latestFirst.getFirst().move())
                .filter(move -> Slots.key(move.getSlot()).equals(Slots.key(slot)))
                .map(move -> move.getVersion())
                .findFirst();
    }

    private void readAll(EvidenceLog log, Progress progress) {
        read(log, progress, Topics.MODELS_VERSIONS, (record, event) -> catalogue.version(event));
        read(log, progress, Topics.MODELS_ARTIFACTS, (record, event) -> catalogue.chunk(event));
        read(log, progress, Topics.MODELS_CALIBRATION, (record, event) -> calibrations.put(event.getNumber(), event));
        read(
                log,
                progress,
                Topics.MODELS_DEPLOYMENTS,
                (record, event) ->
                        catalogue.deployment(record.offset(), Instant.ofEpochMilli(record.timestamp()), event));
    }

    /** Told of each record of a topic that can be read. */
    @FunctionalInterface
    private interface Taker<V> {
        void take(ConsumerRecord<byte[], byte[]> record, V event);
    }

    private <V extends SpecificRecord> void read(EvidenceLog log, Progress progress, Topic<V> topic, Taker<V> taker) {
        log.read(
                topic.name(),
                record -> passOver(
                        progress,
                        record,
                        it -> taker.take(it, serdes.of(topic).deserializer().deserialize(topic.name(), it.value()))));
    }

    private static void passOver(
            Progress progress, ConsumerRecord<byte[], byte[]> record, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try {
            taker.accept(record);
        } catch (DecodingException | UnknownSchemaException | ModelRefusedException e) {
            progress.say("passed over " + record.topic() + " " + record.partition() + "@" + record.offset() + ": "
                    + e.getClass().getSimpleName());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("claimstream-models-");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a temporary directory for models.", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to remove " + directory, e);
        }
    }
}
