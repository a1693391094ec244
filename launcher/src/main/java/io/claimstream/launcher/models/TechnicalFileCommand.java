package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelDeployment;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.launcher.offline.OfflineModel;
import io.claimstream.launcher.offline.OfflineModels;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream models file}. */
@Command(
        name = "file",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the technical file of a version: a zip with its card, manifest, signature, trees, report, calibrations, and every move with who and why.",
            "The model is verified first. The same log gives the same bytes."
        })
final class TechnicalFileCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "VERSION", description = "The version, such as m-0123456789ab.")
    private String version = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The zip to write.")
    private @Nullable Path to;

    /** What the log says of a version. */
    private static final class Told {
        private Optional<Instant> publishedAt = Optional.empty();
        private Optional<byte[]> report = Optional.empty();
        private final List<ModelDeployment> moves = new ArrayList<>();
        private final List<CalibrationRecord> calibrations = new ArrayList<>();
    }

    @Override
    public Integer call() {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        try (OfflineModel model = new OfflineModels(settings, common.progress()).open(version)) {
            String name = model.bundle().version();
            Told told = told(settings, name);
            TechnicalFile file = new TechnicalFile(
                    model.bundle(),
                    model.model().manifest(),
                    told.publishedAt,
                    told.report,
                    told.moves,
                    told.calibrations);
            Path written = write(file);
            common.printer()
                    .object(JsonNodeFactory.instance
                            .objectNode()
                            .put("modelVersion", name)
                            .put("file", written.toString())
                            .put("hasReport", told.report.isPresent())
                            .put("moves", told.moves.size())
                            .put("calibrations", told.calibrations.size()));
        }
        return ExitCode.DONE.number();
    }

    private static Told told(Settings settings, String version) {
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        Told told = new Told();
        try (EvidenceLog log = new EvidenceLog(settings)) {
            read(log, serdes, Topics.MODELS_VERSIONS, it -> {
                if (it.getVersion().equals(version)) {
                    told.publishedAt = Optional.of(it.getPublishedAt());
                }
            });
            read(log, serdes, Topics.MODELS_REPORTS, it -> {
                if (it.getVersion().equals(version)) {
                    byte[] report = new byte[it.getReport().remaining()];
                    it.getReport().duplicate().get(report);
                    told.report = Optional.of(report);
                }
            });
            read(log, serdes, Topics.MODELS_DEPLOYMENTS, it -> {
                boolean isPrevious =
                        it.getPreviousVersion().filter(version::equals).isPresent();
                if (it.getVersion().equals(version) || isPrevious) {
                    told.moves.add(it);
                }
            });
            read(log, serdes, Topics.MODELS_CALIBRATION, it -> {
                if (it.getModelVersion().equals(version)) {
                    told.calibrations.add(it);
                }
            });
        }
        return told;
    }

    private static <V extends SpecificRecord> void read(
            EvidenceLog log, EventSerdes serdes, Topic<V> topic, Consumer<V> taker) {
        Deserializer<V> values = serdes.of(topic).deserializer();
        log.read(topic.name(), record -> {
            V event;
            try {
                event = values.deserialize(topic.name(), record.value());
            } catch (DecodingException e) {
                // Passed over as the stream does.
                return;
            }
            taker.accept(event);
        });
    }

    private Path write(TechnicalFile file) {
        Path target = Objects.requireNonNull(to).toAbsolutePath();
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            file.write(bytes);
            Files.write(draft, bytes.toByteArray());
            return Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInputException(
                    "Expected to write " + target + ", but " + e.getClass().getSimpleName() + " came instead.");
        }
    }
}
