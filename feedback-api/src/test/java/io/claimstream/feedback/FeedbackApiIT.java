package io.claimstream.feedback;

import static io.claimstream.feedback.RunningFeedback.json;
import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.TestKafka;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The journeys over HTTP. Ordered, because starting a broker is dear: the last one stops it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class FeedbackApiIT {

    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();
    private static final EventSerdes SERDES = new EventSerdes(REGISTRY);

    @TempDir
    static Path dataDir;

    private static TestKafka kafka;
    private static boolean kafkaRuns = true;
    private static Producer<String, byte[]> producer;
    private static RunningFeedback api;
    private static String key;
    private static URI link;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestKafka.start();
        kafka.createTopics();
        producer = kafka.producer(new StringSerializer(), new ByteArraySerializer());
        api = RunningFeedback.start(kafka.bootstrapServers(), REGISTRY, dataDir);
        key = api.shownKeys().get(0);
        link = URI.create(api.shownLinks().get(0));
        awaitReady();
    }

    @AfterAll
    static void close() {
        api.close();
        producer.close(Duration.ZERO);
        stopKafka();
    }

    @Test
    @Order(1)
    void shouldShowSubmittedClaimThroughToItsScore() throws Exception {
        // Given
        ClaimSubmitted claim = aClaim("j/1").build();
        HttpResponse<String> submitted = api.post("/v1/claims", key, EventJson.format(EventJson.toJson(claim)));
        String link = submitted.headers().firstValue("Location").orElseThrow();
        await(() -> status(link).equals("pending"));

        // When
        produce(Topics.CLAIMS_ACCEPTED, "acme|j/1", aClaim("j/1").buildAccepted(new RecordRef(0, 0L)));
        produce(Topics.CLAIMS_SCORED, "acme|j/1", Facts.score("j/1", 1).build());

        // Then
        assertThat(submitted.statusCode()).isEqualTo(202);
        await(() -> status(link).equals("scored"));
        assertThat(kafka.readAll(
                        Topics.CLAIMS_SUBMITTED.name(),
                        new StringDeserializer(),
                        SERDES.of(Topics.CLAIMS_SUBMITTED).deserializer()))
                .extracting(ConsumerRecord::value)
                .contains(claim);
    }

    @Test
    @Order(2)
    void shouldRecordFeedbackOnceAcrossRestart() throws Exception {
        // Given
        produce(Topics.CLAIMS_ACCEPTED, "acme|f-1", aClaim("f-1").buildAccepted(new RecordRef(0, 0L)));
        String score = scored("f-1", 1);
        String body = "{\"kind\":\"settled\",\"amount\":1500.00,\"note\":\"private\"}";
        HttpResponse<String> first = onceTheClaimantIsKnown(() -> api.post(score + "/feedback", key, body));
        HttpResponse<String> second = api.post(score + "/feedback", key, body);

        // When
        api.close();
        forgetTheReadModel();
        api = RunningFeedback.start(kafka.bootstrapServers(), REGISTRY, dataDir);
        HttpResponse<String> early = api.post(score + "/feedback", key, body);
        awaitReady();
        HttpResponse<String> third = api.post(score + "/feedback", key, body);

        // Then
        assertThat(List.of(first.statusCode(), second.statusCode(), third.statusCode()))
                .containsExactly(201, 200, 200);
        assertThat(early.statusCode()).isIn(200, 503);
        assertThat(third.body()).isEqualTo(first.body()).isEqualTo(second.body());
        assertThat(feedbackOn("f-1")).hasSize(1);
        assertThat(api.shownKeys()).isEmpty();
        assertThat(api.shownLinks()).isEmpty();
    }

    @Test
    @Order(2)
    void shouldKnowABatchAcrossRestart() throws Exception {
        // Given
        String body = EventJson.format(EventJson.toJson(aClaim("b/1").build())) + "\nrubbish\n";
        HttpResponse<String> first = api.postBatch(key, "batch-1", body);

        // When
        api.close();
        api = RunningFeedback.start(kafka.bootstrapServers(), REGISTRY, dataDir);
        awaitReady();
        HttpResponse<String> again = api.postBatch(key, "batch-1", body);

        // Then
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(json(api.get(json(first).path("link").asText(), key))
                        .at("/outcomes/unreadable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @Order(2)
    void shouldMeterWhatAProcessWithoutAMeterHasRead() throws Exception {
        // Given
        var unused = scored("m-1", 1);
        await(() -> metered() > 0);
        long before = metered();

        // When
        api.close();
        forget("delete from view_metered_score", "delete from view_offset where topic like 'metered:%'");
        api = RunningFeedback.start(kafka.bootstrapServers(), REGISTRY, dataDir);
        awaitReady();

        // Then
        assertThat(metered()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void shouldAcceptByPolicyOnceAcrossRestart() throws Exception {
        // Given
        produce(Topics.CLAIMS_SCORED, "acme|p-1", scoredNow("p-1"));
        await(() -> api.get("/v1/scores/" + Facts.scoreId("p-1", 1), key).statusCode() == 200);
        api.put(
                "/v1/policies/acceptance/acme",
                key,
                "\"0\"",
                "{\"rules\":[{\"currency\":\"GBP\",\"greatestEstimate\":1500,\"leastConfidence\":0.4,"
                        + "\"greatestRelativeWidth\":0.6,\"reviewShare\":0.01}]}");

        // When
        produce(Topics.CLAIMS_ACCEPTED, "acme|p-2", aClaim("p-2").buildAccepted(new RecordRef(0, 7L)));
        produce(Topics.CLAIMS_SCORED, "acme|p-2", scoredNow("p-2"));
        await(() -> !feedbackOn("p-2").isEmpty());
        api.close();
        api = RunningFeedback.start(kafka.bootstrapServers(), REGISTRY, dataDir);
        produce(Topics.CLAIMS_SCORED, "acme|p-3", scoredNow("p-3"));
        await(() -> !feedbackOn("p-3").isEmpty());

        // Then
        assertThat(feedbackOn("p-1")).as("scored before the policy").isEmpty();
        assertThat(feedbackOn("p-2")).singleElement().satisfies(it -> assertThat(it.getActor())
                .isEqualTo("policy:acme@1"));
        assertThat(feedbackOn("p-3")).hasSize(1);
        await(() -> json(api.get("/v1/claims?sort=claimId&claimId=p-2", key))
                .at("/claims/0/decision/by")
                .asText()
                .equals("policy:acme@1"));
        assertThat(api.get("/v1/queue/acme/p-2", key).statusCode()).isEqualTo(404);
        api.put(
                "/v1/policies/acceptance/acme",
                key,
                "\"1\"",
                "{\"rules\":[{\"currency\":\"EUR\",\"greatestEstimate\":0,"
                        + "\"leastConfidence\":1,\"greatestRelativeWidth\":0,\"reviewShare\":1}]}");
    }

    @Test
    @Order(3)
    void shouldMakeTheFirstAccountByTheLinkThatWasShown() throws Exception {
        // Given
        HttpResponse<String> invitation = api.get(link.getPath(), "");

        // When
        HttpResponse<String> joined = api.post(
                link.getPath(),
                "",
                "{\"login\":\"ann\",\"displayName\":\"Ann\",\"password\":\"correct horse battery\"}");
        HttpResponse<String> signedIn =
                api.post("/v1/sessions", "", "{\"login\":\"ann\",\"password\":\"correct horse battery\"}");

        // Then
        assertThat(RunningFeedback.json(invitation).path("role").asText()).isEqualTo("ADMINISTRATOR");
        assertThat(joined.statusCode()).isEqualTo(201);
        assertThat(signedIn.statusCode()).isEqualTo(201);
        assertThat(signedIn.headers().firstValue("RateLimit")).isPresent();
    }

    @Test
    @Order(3)
    void shouldPointFeedbackOnSupersededScoreToTheNewOne() throws Exception {
        // Given
        String old = scored("f-2", 1);
        String current = scored("f-2", 2);

        // When
        HttpResponse<String> answer = api.post(old + "/feedback", key, "{\"kind\":\"accepted\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("link").asText()).isEqualTo(current);
        assertThat(feedbackOn("f-2")).isEmpty();
    }

    @Test
    @Order(3)
    void shouldTellWhatHappenedAcrossARestartOnceItsLinkAnswers() throws Exception {
        // Given
        scored("e-0", 1);
        String last;
        try (Listener before = api.listen(key, "")) {
            before.await("retry: ");
            produce(Topics.CLAIMS_SCORED, "acme|e-1", Facts.score("e-1", 1).build());
            before.await("\"claimId\":\"e-1\"");
            assertThat(api.get("/v1/scores/" + Facts.scoreId("e-1", 1), key).statusCode())
                    .isEqualTo(200);
            last = before.lastId();
        }

        // When
        produce(Topics.CLAIMS_SCORED, "acme|e-2", Facts.score("e-2", 1).build());
        produce(Topics.CLAIMS_REJECTED, "acme|e-3", Facts.rejection("e-3", 1, 77));
        api.close();
        api = RunningFeedback.start(kafka.bootstrapServers(), REGISTRY, dataDir);
        awaitReady();

        // Then
        try (Listener after = api.listen(key, last)) {
            after.await("\"claimId\":\"e-2\"");
            after.await("\"claimId\":\"e-3\"");
            assertThat(after.text()).doesNotContain("\"claimId\":\"e-1\"", "\"claimId\":\"e-0\"");
        }
    }

    @Test
    @Order(4)
    void shouldShowRejectionSettlementAndWhatLearnedFromIt() throws Exception {
        // When
        produce(Topics.CLAIMS_REJECTED, "acme|r-1", Facts.rejection("r-1", 1, 5));
        produce(
                Topics.CLAIMS_FEEDBACK,
                "acme|r-1",
                Facts.settlement("f_upstream", "r-1").build());
        produce(Topics.CLAIMS_LABELLED, 0, "acme|r-1", Facts.label("r-1", "f_upstream", LabelKind.SETTLED));
        produce(Topics.MODELS_VERSIONS, "m-1", Facts.modelMadeFrom("m-1", 1));
        produce(Topics.MODELS_DEPLOYMENTS, "s", Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"));

        // Then
        await(() -> status("/v1/claims/acme/r-1").equals("rejected"));
        await(() -> json(api.get("/v1/feedback/f_upstream", key))
                .at("/usedIn/0")
                .asText()
                .equals("m-1"));
        assertThat(json(api.get("/v1/claims/acme/r-1", key))
                        .at("/feedback/0/usedIn/0")
                        .asText())
                .isEqualTo("m-1");
        await(() -> json(api.get("/v1/models", key))
                .at("/slots/0/champion")
                .asText()
                .equals("m-1"));
    }

    @Test
    @Order(5)
    void shouldPassOverWhatIsNoEvent() throws Exception {
        // When
        producer.send(new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), "x", new byte[] {1, 2, 3}))
                .get();
        String after = scored("after-rubbish", 1);

        // Then
        assertThat(api.get(after, key).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void shouldMakeTheSameReadModelAgain() throws Exception {
        // Given
        List<String> asked = List.of("/v1/claims/acme/j%2F1", "/v1/claims/acme/r-1", "/v1/models", "/v1/claims");
        await(() -> api.get("/v1/claims", key).body().contains("b/1"));
        List<String> before = answers(asked);

        // When
        HttpResponse<String> receipt = api.post("/v1/read-model/rebuild", key, "");
        await(() -> api.get("/v1/claims", key).statusCode() == 503);
        await(() -> json(api.get("/v1/read-model", key)).path("rebuild").has("doneAt"));

        // Then
        assertThat(receipt.statusCode()).isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(answers(asked))
                .isEqualTo(before));
        assertThat(json(api.get("/v1/read-model", key)).path("rebuilding").asBoolean())
                .isFalse();
    }

    private static List<String> answers(List<String> paths) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String path : paths) {
            answers.add(api.get(path, key).body());
        }
        return answers;
    }

    @Test
    @Order(6)
    void shouldNotBeReadyWithoutScorer() throws Exception {
        // When
        api.scorerAnswers(503);

        // Then
        await(() -> api.get("/readyz", key).statusCode() == 503);
        assertThat(api.get("/livez", key).statusCode()).isEqualTo(200);
        api.scorerAnswers(200);
        awaitReady();
    }

    @Test
    @Order(6)
    void shouldWaitForTransactionsThatAreOpenWhenSomebodyIsErased() {
        // Given
        TopicPartition partition = new TopicPartition(Topics.CLAIMS_HISTORY.name(), 0);
        Map<TopicPartition, Long> ends;
        try (Producer<String, byte[]> open = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "open"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            open.initTransactions();
            open.beginTransaction();
            var unused = open.send(new ProducerRecord<>(partition.topic(), 0, "key", new byte[] {1}));
            open.flush();

            // When
            ends = new KafkaErasureWorld(new Nowhere(), this::client, (where, offset) -> false, () -> true)
                    .ends(partition.topic());
            open.abortTransaction();
        }

        // Then
        assertThat(ends).containsEntry(partition, 1L);
    }

    private Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", kafka.bootstrapServers());
        return client;
    }

    private static final class Nowhere implements EventPublisher {
        @Override
        public <V extends SpecificRecord> CompletableFuture<RecordRef> publish(Topic<V> topic, String key, V event) {
            return CompletableFuture.failedFuture(new IllegalStateException("nothing is published here"));
        }
    }

    @Test
    @Order(7)
    void shouldSayTryAgainWithinSecondsWhenTheBrokerIsGone() throws Exception {
        // Given
        String score = scored("gone", 1);
        stopKafka();

        // When
        long begun = System.nanoTime();
        HttpResponse<String> claim = api.post(
                "/v1/claims",
                key,
                EventJson.format(EventJson.toJson(aClaim("gone-2").build())));
        HttpResponse<String> feedback = api.post(score + "/feedback", key, "{\"kind\":\"accepted\"}");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(List.of(claim.statusCode(), feedback.statusCode())).containsOnly(503);
        assertThat(claim.headers().firstValue("Retry-After")).isPresent();
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(api.get(score, key).statusCode()).isEqualTo(200);
        await(() -> api.get("/readyz", key).body().contains("Kafka does not answer"));
    }

    /** A scored revision that the API knows; answers the score's path. */
    private static String scored(String claimId, int revision) throws Exception {
        produce(
                Topics.CLAIMS_SCORED,
                "acme|" + claimId,
                Facts.score(claimId, revision).build());
        String path = "/v1/scores/" + Facts.scoreId(claimId, revision);
        await(() -> api.get(path, key).statusCode() == 200);
        return path;
    }

    /** A note is sealed for the claimant, whom the accepted claim names. */
    private static HttpResponse<String> onceTheClaimantIsKnown(Callable<HttpResponse<String>> sending) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(sending, answer -> answer.statusCode() != 503);
    }

    /** With features on their topic, of a claim of as much as the estimate. */
    private static ClaimScored scoredNow(String claimId) throws Exception {
        ClaimFeatures features = LoneClaim.of(WhatIfWorld.submitted(), Facts.NOW)
                .fold(ready -> ready.features(), refused -> {
                    throw new AssertionError(refused.violations());
                });
        ClaimFeatures own = ClaimFeatures.newBuilder(features)
                .setInsurer("acme")
                .setClaimId(claimId)
                .setRevision(1)
                .setSumOfHeads(new BigDecimal("1200.00"))
                .setValues(withoutOpenHeads(features.getValues()))
                .build();
        String topic = Topics.CLAIMS_FEATURES.name();
        RecordMetadata place = producer.send(new ProducerRecord<>(
                        topic,
                        "acme|" + claimId,
                        SERDES.of(Topics.CLAIMS_FEATURES).serializer().serialize(topic, own)))
                .get();
        return Facts.score(claimId, 1)
                .setFeatures(new RecordRef(place.partition(), place.offset()))
                .setScoredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private static List<Float> withoutOpenHeads(List<Float> values) {
        List<Float> whole = new ArrayList<>(values);
        whole.set(FeatureGroups.index("missing_heads"), 0f);
        return whole;
    }

    /** Scores that are billed. */
    private static long metered() throws IOException, InterruptedException {
        return json(api.get("/v1/billing/usage", key)).path("scores").asLong();
    }

    /** As after a kill -9 before anything was projected: the topics know more than the tables. */
    private static void forgetTheReadModel() {
        forget("delete from view_feedback", "delete from view_score", "delete from view_offset");
    }

    private static void forget(String... statements) {
        Settings settings = Settings.of(CommonSettings.ALL, Map.of(CommonSettings.DATA_DIR.key(), dataDir.toString()));
        try (Database database = Database.open(settings)) {
            database.jdbi().useTransaction(handle -> List.of(statements).forEach(handle::execute));
        }
    }

    /** A Kafka is closed once; the last test does it before the class does. */
    private static void stopKafka() {
        if (kafkaRuns) {
            kafkaRuns = false;
            kafka.close();
        }
    }

    private static String status(String claimLink) throws IOException, InterruptedException {
        return json(api.get(claimLink, key)).at("/revisions/0/status").asText();
    }

    private static List<ClaimFeedback> feedbackOn(String claimId) {
        return kafka
                .readAll(
                        Topics.CLAIMS_FEEDBACK.name(),
                        new StringDeserializer(),
                        SERDES.of(Topics.CLAIMS_FEEDBACK).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .filter(feedback -> feedback.getClaimId().equals(claimId))
                .toList();
    }

    private static <V extends SpecificRecord> void produce(Topic<V> topic, String recordKey, V event) throws Exception {
        produce(topic, null, recordKey, event);
    }

    /** Writes to a partition; null for that of the key. */
    private static <V extends SpecificRecord> void produce(
            Topic<V> topic, @Nullable Integer partition, String recordKey, V event) throws Exception {
        byte[] value = SERDES.of(topic).serializer().serialize(topic.name(), event);
        producer.send(new ProducerRecord<>(topic.name(), partition, recordKey, value))
                .get();
    }

    private static void awaitReady() {
        await(() -> api.get("/readyz", "").statusCode() == 200);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
