package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.label.LabelRules;
import io.claimstream.domain.label.LabelStep;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelState;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RemovedRecord;
import io.claimstream.event.SubjectErased;
import io.claimstream.features.FeatureApp;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.Claims;
import io.claimstream.testkit.kafka.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Claims of three claimants, their features made by feature-stream itself, their labels by the rules; and models that say they learned from them. */
final class LabelledWorld {

    static final int CLAIMS = 12;

    /** The claim that two adjusters disagree on. */
    static final int DISPUTED = 3;

    /** The claim whose correction is the estimate. */
    static final int COPIED = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SCORED_AT = Claims.EVENT_TIME.plus(Duration.ofDays(400));

    private final TestKafka kafka;
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);
    private final Settings settings;

    LabelledWorld(TestKafka kafka, Path dataDir) {
        this.kafka = kafka;
        this.settings = Settings.reader(Services.settings())
                .override(
                        "test",
                        Map.of(
                                "data.dir",
                                dataDir.toString(),
                                "kafka.bootstrap.servers",
                                kafka.bootstrapServers(),
                                "features.management.port",
                                "0",
                                "streams.standby.replicas",
                                "0"))
                .read();
    }

    /** The question under test. */
    Datasets datasets() {
        return new Datasets(settings, serdes, Progress.plain(new PrintWriter(Writer.nullWriter())));
    }

    /** Writes claims, lets feature-stream make features of them, and labels them. */
    void write() {
        List<ClaimAccepted> claims =
                IntStream.range(0, CLAIMS).mapToObj(LabelledWorld::accepted).toList();
        claims.forEach(claim -> send(Topics.CLAIMS_ACCEPTED, claim.getClaimId(), claim));
        IntStream.range(0, CLAIMS / 2)
                .forEach(claim -> send(Topics.CLAIMS_FEEDBACK, claimId(claim), settlement(claim)));
        List<ConsumerRecord<String, ClaimFeatures>> features;
        try (Service service = new FeatureApp().create(ServiceContext.of(settings, registry))) {
            service.start();
            features = kafka.awaitRecords(
                    Topics.CLAIMS_FEATURES.name(),
                    CLAIMS,
                    new StringDeserializer(),
                    serdes.of(Topics.CLAIMS_FEATURES).deserializer());
        }
        features.forEach(it -> label(it.value(), new RecordRef(it.partition(), it.offset())));
    }

    private void label(ClaimFeatures features, RecordRef ref) {
        int claim = Integer.parseInt(features.getClaimId().substring(2));
        LabelState state =
                LabelRules.features(LabelRules.nothing(), features, ref).next();
        state = LabelRules.scored(state, Scorer.baseline(features, ref, ReviewReason.NO_MODEL, SCORED_AT))
                .next();
        for (ClaimFeedback said : said(claim, features.getSumOfHeads())) {
            send(Topics.CLAIMS_FEEDBACK, features.getClaimId(), said);
            LabelStep step = LabelRules.feedback(state, said);
            step.written().ifPresent(this::label);
            state = step.next();
        }
    }

    /** A claim's settlement is reported again with another amount: the feedback, and the label that follows from it. */
    void settleAgain(int claim, String feedbackId) {
        BigDecimal amount = new BigDecimal("990.00");
        send(
                Topics.CLAIMS_FEEDBACK,
                claimId(claim),
                feedback(claim, FeedbackKind.SETTLED, "upstream")
                        .setFeedbackId(feedbackId)
                        .setAmount(amount)
                        .build());
        ClaimLabelled label = labels().stream()
                .filter(it -> it.getClaimId().equals(claimId(claim)))
                .findFirst()
                .orElseThrow();
        label(ClaimLabelled.newBuilder(label)
                .setFeedbackId(feedbackId)
                .setLabel(amount)
                .build());
    }

    /** Writes a label. */
    void label(ClaimLabelled label) {
        send(Topics.CLAIMS_LABELLED, label.getClaimId(), label);
    }

    /** Every label so far, each partition in order. */
    List<ClaimLabelled> labels() {
        return read().map(ConsumerRecord::value).filter(Objects::nonNull).toList();
    }

    /** Writes what stands in the place of a label that is gone, and tells where that is. */
    RecordRef loseLabel(int claim) {
        kafka.send(
                List.of(new ProducerRecord<String, byte[]>(
                        Topics.CLAIMS_LABELLED.name(), Claims.INSURER + "|" + claimId(claim), null)),
                new StringSerializer(),
                new ByteArraySerializer());
        return read().filter(it -> it.value() == null)
                .map(it -> new RecordRef(it.partition(), it.offset()))
                .findFirst()
                .orElseThrow();
    }

    private Stream<ConsumerRecord<String, ClaimLabelled>> read() {
        return kafka
                .readAll(
                        Topics.CLAIMS_LABELLED.name(),
                        new StringDeserializer(),
                        serdes.of(Topics.CLAIMS_LABELLED).deserializer())
                .stream();
    }

    /** The claimant of a claim is erased, and labels are gone for it. */
    void erase(int claim, String receipt, RecordRef... gone) {
        String claimant = labels().stream()
                .filter(it -> it.getClaimId().equals(claimId(claim)))
                .findFirst()
                .orElseThrow()
                .getClaimantPseudonym();
        send(
                Topics.PRIVACY_ERASURES,
                claimant,
                SubjectErased.newBuilder()
                        .setInsurer(Claims.INSURER)
                        .setClaimantPseudonym(claimant)
                        .setReceipt(receipt)
                        .setErasedAt(SCORED_AT)
                        .setRemoved(Stream.of(gone)
                                .map(it -> new RemovedRecord(
                                        Topics.CLAIMS_LABELLED.name(), it.getPartition(), it.getOffset()))
                                .toList())
                        .build());
    }

    /** Publishes a model whose manifest says that it was made from a dataset as it was shown. */
    void publish(String version, JsonNode shown) throws IOException {
        ObjectNode manifest = (ObjectNode)
                JSON.readTree(
                        """
                {"format": 3, "lineOfBusiness": "MOTOR_INJURY", "currency": "GBP", "insurer": null, "featureSet": "v1",
                 "target": "ln(settlement)", "engine": "test", "parameters": null, "artifactSha256": "00", "artifactBytes": 1,
                 "dataset": {"trainingRows": 1, "calibrationRows": 1, "holdoutRows": 1},
                 "holdout": null, "goldenRows": [],
                 "doubt": {"difficulty": {"trees": [{"nodes": [{"feature": 0, "threshold": 0, "missingLeft": false, "left": 0, "scale": 1}]}]},
                   "ranges": {}, "widestRatio": 2, "reliability": []}}
                """);
        manifest.put("currency", shown.path("slot").asText().replaceAll(".*\\|", ""));
        FeatureSetV1.NAMES.forEach(manifest.putArray("features")::add);
        ObjectNode dataset = (ObjectNode) manifest.get("dataset");
        List.of("sha256", "settled", "corrected", "firstLabelAt", "lastLabelAt", "exclusions", "labelled", "erasures")
                .forEach(field -> dataset.set(field, shown.get(field)));
        send(
                Topics.MODELS_VERSIONS,
                version,
                ModelVersion.newBuilder()
                        .setVersion(version)
                        .setManifest(ByteBuffer.wrap(JSON.writeValueAsBytes(manifest)))
                        .setSignature(ByteBuffer.wrap(new byte[] {1}))
                        .setSigningKeyId("k-1")
                        .setChunks(1)
                        .setPublishedAt(SCORED_AT)
                        .build());
    }

    private static String claimId(int claim) {
        return "c-" + claim;
    }

    private static ClaimAccepted accepted(int claim) {
        return Claims.aClaim(claimId(claim))
                .withClaimant("M-" + claim % 3)
                .withGeneralFixed(500 + 37 * claim + ".00")
                .happeningAt(Claims.EVENT_TIME.plus(Duration.ofDays(claim)))
                .buildAccepted();
    }

    private static List<ClaimFeedback> said(int claim, BigDecimal estimate) {
        return switch (claim) {
            case DISPUTED ->
                List.of(
                        correction(claim, "ann", new BigDecimal("700.00")),
                        correction(claim, "bob", new BigDecimal("710.00")));
            case COPIED -> List.of(correction(claim, "ann", estimate));
            default -> List.of(settlement(claim));
        };
    }

    private static ClaimFeedback settlement(int claim) {
        return feedback(claim, FeedbackKind.SETTLED, "upstream")
                .setAmount(new BigDecimal(600 + 41 * claim + ".00"))
                .build();
    }

    private static ClaimFeedback correction(int claim, String who, BigDecimal amount) {
        return feedback(claim, FeedbackKind.CORRECTED, who).setAmount(amount).build();
    }

    private static ClaimFeedback.Builder feedback(int claim, FeedbackKind kind, String who) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(kind + "-" + who + "-" + claim)
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId(claim))
                .setKind(kind)
                .setActor(who)
                .setEventTime(Claims.EVENT_TIME.plus(Duration.ofDays(30 + claim)));
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) {
        kafka.send(
                List.of(new ProducerRecord<>(topic.name(), Claims.INSURER + "|" + key, event)),
                new StringSerializer(),
                serdes.of(topic).serializer());
    }
}
