package io.claimstream.launcher.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.Interval;
import io.claimstream.event.ModelDeployment;
import io.claimstream.features.FeatureApp;
import io.claimstream.ingest.IngestApp;
import io.claimstream.launcher.importing.CsvRows;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Recomputation;
import io.claimstream.model.Slots;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.CompositeService;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.scoring.ScoringApp;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same claims through the three services and through {@code score --csv}: the same scores, to the bit. */
@Timeout(180)
class StreamAndFileIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final int CLAIMS = 40;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @TempDir
    private Path directory;

    @Test
    void shouldScoreAFileAsTheStreamDoes() throws Exception {
        // Given
        Settings settings = settings();
        ModelDirectory trained = TrainedModel.in(directory, settings);
        publish(trained.bundle(), trained.calibration().orElseThrow());
        Path csv = MotorRow.file(directory, rows());

        // When
        Map<String, ClaimScored> streamed = streamed(settings, csv);
        Map<String, ClaimScored> onFile = new HashMap<>();
        StringWriter out = new StringWriter();
        try (OfflineModel model = TrainedModel.open(directory, settings)) {
            try (FileClaims claims = FileClaims.open(csv, TrainedModel.NOW)) {
                claims.forEachRemaining(row -> {
                    ClaimScored score = model.score(row.scorable().orElseThrow().features(), TrainedModel.NOW);
                    onFile.put(score.getClaimId(), score);
                });
            }
            try (FileClaims claims = FileClaims.open(csv, TrainedModel.NOW)) {
                new FileScoring(model, TrainedModel.NOW, TrainedModel.SILENT).run(claims, out);
            }
        }

        // Then
        assertThat(streamed).hasSize(CLAIMS).containsOnlyKeys(onFile.keySet());
        assertThat(onFile.values()).allSatisfy(score -> assertThat(Recomputation.difference(
                        score, asOfFile(Objects.requireNonNull(streamed.get(score.getClaimId())), score)))
                .isEmpty());
        assertThat(onFile.values())
                .extracting(ClaimScored::getModelVersion)
                .containsOnly(trained.bundle().version());
        assertThat(onFile.values()).extracting(ClaimScored::getEstimate).doesNotHaveDuplicates();
        assertThat(out.toString().lines().skip(1).map(line -> line.substring(line.indexOf(',') + 1)))
                .containsExactlyElementsOf(claims(csv).stream()
                        .map(it -> cells(Objects.requireNonNull(streamed.get(it.getClaimId()))))
                        .toList())
                .hasSize(CLAIMS);
    }

    /** Where the features stand and when something was done are of the place, not of the score. */
    private static ClaimScored asOfFile(ClaimScored streamed, ClaimScored onFile) {
        return ClaimScored.newBuilder(streamed)
                .setFeatures(onFile.getFeatures())
                .setScoredAt(onFile.getScoredAt())
                .setAnswerDueAt(onFile.getAnswerDueAt().orElse(null))
                .build();
    }

    private static String cells(ClaimScored score) {
        Interval interval = score.getInterval().orElseThrow();
        return String.join(
                ",",
                score.getEstimate().toPlainString(),
                interval.getLower().toPlainString(),
                interval.getUpper().toPlainString(),
                String.valueOf(score.getConfidence().orElseThrow()),
                score.getModelVersion(),
                String.join(" ", score.getReviewReasons()));
    }

    private Map<String, ClaimScored> streamed(Settings settings, Path csv) {
        claims(csv).forEach(claim -> send(Topics.CLAIMS_SUBMITTED, claim));
        List<ServiceFactory> factories = List.of(new ScoringApp(), new FeatureApp(), new IngestApp());
        try (CompositeService services = new CompositeService(
                "services",
                factories.stream()
                        .map(it -> it.create(ServiceContext.of(settings, registry)))
                        .toList())) {
            services.start();
            Map<String, ClaimScored> scores = new HashMap<>();
            KAFKA.get()
                    .awaitRecords(
                            Topics.CLAIMS_SCORED.name(),
                            CLAIMS,
                            new StringDeserializer(),
                            serdes.of(Topics.CLAIMS_SCORED).deserializer())
                    .forEach(record -> scores.put(record.value().getClaimId(), record.value()));
            return scores;
        }
    }

    private static List<ClaimSubmitted> claims(Path csv) {
        List<ClaimSubmitted> claims = new ArrayList<>();
        try (CsvRows rows = CsvRows.open(csv, "import")) {
            rows.forEachRemaining(row -> claims.add(((RowOutcome.Read) row.outcome()).claim()));
        }
        return claims;
    }

    private static MotorRow[] rows() {
        return IntStream.range(0, CLAIMS)
                .mapToObj(number -> MotorRow.ofDriverAged(20 + number)
                        .with("GeneralFixed", Integer.toString(300 + 31 * number))
                        .with("SpecialEarningsLoss", Integer.toString(number % 5 * 70))
                        .with("Injury_Prognosis", number % 3 == 0 ? "B. 2 months" : "I. 9 months")
                        .with("Exceptional_Circumstances", number % 4 == 0 ? "Yes" : "No")
                        .with("AccidentType", number % 7 == 0 ? "Falling piano" : "Rear end")
                        .with("Claim Date", "2024-02-01 10:00:%02d".formatted(number)))
                .toArray(MotorRow[]::new);
    }

    private Settings settings() {
        return TrainedModel.settings(
                directory.resolve("data"),
                Map.of(
                        "kafka.bootstrap.servers", KAFKA.get().bootstrapServers(),
                        "ingest.management.port", "0",
                        "features.management.port", "0",
                        "scoring.management.port", "0",
                        "streams.standby.replicas", "0"));
    }

    private void publish(ModelBundle bundle, CalibrationRecord calibration) {
        send(Topics.MODELS_VERSIONS, bundle.toEvent(TrainedModel.NOW));
        bundle.chunks().forEach(chunk -> send(Topics.MODELS_ARTIFACTS, chunk));
        send(Topics.MODELS_CALIBRATION, calibration);
        send(
                Topics.MODELS_DEPLOYMENTS,
                ModelDeployment.newBuilder()
                        .setSlot(Slots.everyInsurer("MOTOR_INJURY", "GBP"))
                        .setAction(DeploymentAction.PROMOTED)
                        .setVersion(bundle.version())
                        .setCalibration(calibration.getNumber())
                        .setReason("a test")
                        .setActor("test")
                        .setAt(TrainedModel.NOW)
                        .build());
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, V event) {
        byte[] bytes = serdes.of(topic).serializer().serialize(topic.name(), event);
        KAFKA.get()
                .send(
                        List.of(new ProducerRecord<byte[], byte[]>(topic.name(), 0, new byte[] {1}, bytes)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }
}
