package io.claimstream.feedback.abuse;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.AccessConfig;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackConfig;
import io.claimstream.feedback.RunningFeedback;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.TestKafka;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the contract under thousands of requests, right and wrong, on a real Kafka and a real database: no answer is outside the contract, none is
 * the service's own fault, none shows how it is made. {@code -Dabuse.requests=20000} for the long form.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class AbuseIT {

    private static final int REQUESTS = Integer.getInteger("abuse.requests", 5_000);
    private static final long SEED = Long.getLong("abuse.seed", 7);
    private static final int CLIENTS = 8;
    private static final int MOST_REPEATS = 20;
    private static final int MOST_SHOWN = 20;
    private static final int LARGEST_BODY = 262_144;

    /** Has everything else answer 503 while it goes on. */
    private static final Set<String> NOT_ASKED = Set.of("rebuildReadModel");

    /** Never ends by itself, so that an ordinary client cannot ask. */
    private static final Set<String> STREAMS = Set.of("streamEvents");

    private static final Pattern INSIDE = Pattern.compile(
            "\\bat [a-z]+\\.[\\w.$]+\\(|\\b(java|javax|org|io\\.claimstream)\\.[a-z]+\\.\\w+|Exception\\b");

    private final ApiContract contract = ApiContract.load();
    private final ContractClient client = new ContractClient();
    private final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> succeeded = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final KnownIds known = new KnownIds();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @TempDir
    private Path dataDir;

    @Test
    void shouldAnswerAsTheContractHasItWhateverIsAsked() throws Exception {
        // Given
        Map<String, String> settings = Map.of(
                FeedbackConfig.PATIENCE.key(), "1s",
                AccessConfig.RATE_KEY.key(), "0",
                AccessConfig.RATE_ADDRESS.key(), "0",
                AccessConfig.RATE_FAILURES.key(), "0");
        try (TestKafka kafka = TestKafka.start()) {
            kafka.createTopics();
            try (RunningFeedback api = RunningFeedback.start(kafka.bootstrapServers(), registry, dataDir, settings)) {
                String administrator = api.shownKeys().get(0);
                fill(kafka, api, administrator);
                List<String> keys = keys(api, administrator);

                // When
                attack(api, keys);
                HttpResponse<String> after = api.get("/readyz", "");

                // Then
                assertThat(faults.stream().limit(MOST_SHOWN)).isEmpty();
                assertThat(after.statusCode()).isEqualTo(200);
                assertThat(answered.keySet())
                        .containsExactlyInAnyOrderElementsOf(
                                operations().stream().map(Operation::id).toList());
                assertThat(succeeded.size())
                        .as("operations that were done: %s", succeeded)
                        .isGreaterThan(answered.size() / 2);
                System.out.println(
                        "abuse: " + REQUESTS + " requests, seed " + SEED + ", answers " + new TreeMap<>(statuses)
                                + ", never done: "
                                + operations().stream()
                                        .map(Operation::id)
                                        .filter(it -> !succeeded.containsKey(it))
                                        .toList());
            }
        }
    }

    private List<Operation> operations() {
        return contract.operations().stream()
                .filter(it -> !NOT_ASKED.contains(it.id()) && !STREAMS.contains(it.id()))
                .toList();
    }

    private void attack(RunningFeedback api, List<String> keys) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                long seed = SEED * 1_000 + i;
                all.add(clients.submit(() -> attack(api, keys, seed)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void attack(RunningFeedback api, List<String> keys, long seed) {
        List<Operation> operations = operations();
        Random random = new Random(seed);
        Attacker attacker =
                new Attacker(contract.document(), api.address(), seed, keys, name -> known.any(name, random));
        for (int i = 0; i < REQUESTS / CLIENTS + 1; i++) {
            // Each client begins elsewhere, so that all operations are asked even when there are few requests.
            Operation operation = operations.get((int) ((i * (long) CLIENTS + seed) % operations.size()));
            HttpRequest request = attacker.next(operation);
            try {
                check(operation, request, sent(request));
            } catch (AssertionError e) {
                faults.add(e.getMessage());
            } catch (IOException e) {
                // Refused while it was being sent: the answer may be lost with the connection.
                if (size(request) <= LARGEST_BODY) {
                    faults.add(operation.id() + " " + request + ": " + e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Sent again, as it says, when too many wait for what is dear, such as a password's hash. */
    private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = reached(request);
        for (int again = 0; again < MOST_REPEATS && isBusy(answer); again++) {
            count(statuses, "503 TOO_BUSY");
            TimeUnit.SECONDS.sleep(
                    Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()));
            answer = reached(request);
        }
        return answer;
    }

    /** Once more when the connection was one that ended with the refusal before, of a body that nobody read. */
    private HttpResponse<String> reached(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request);
        } catch (IOException e) {
            count(statuses, "connection ended");
            return client.send(request);
        }
    }

    private static boolean isBusy(HttpResponse<String> answer) {
        return answer.statusCode() == 503 && answer.body().contains("\"TOO_BUSY\"");
    }

    private void check(Operation operation, HttpRequest request, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s %s: %s", operation.id(), request, answer.body())
                .isLessThan(500);
        if (!operation.tag().equals("documentation") && !operation.id().equals("metrics")) {
            assertThat(answer.body()).as("%s %s", operation.id(), request).doesNotContainPattern(INSIDE);
        }
        count(statuses, String.valueOf(answer.statusCode()));
        count(answered, operation.id());
        if (answer.statusCode() < 300) {
            count(succeeded, operation.id());
        }
        if (answer.statusCode() < 300 && answer.body().startsWith("{")) {
            known.learn(EventJson.parse(answer.body()));
        }
    }

    private static void count(Map<String, AtomicInteger> counts, String name) {
        counts.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
    }

    private static long size(HttpRequest request) {
        return request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
    }

    /** A caller with every right, callers of one insurer, strangers. */
    private List<String> keys(RunningFeedback api, String administrator) throws Exception {
        List<String> keys = new ArrayList<>(List.of(administrator, "", "cs_nobody", "x.y.z"));
        for (String role : List.of("PRODUCER", "ADJUSTER", "ML_ENGINEER", "OPERATOR", "AUDITOR", "FINANCE")) {
            JsonNode key = RunningFeedback.json(api.post(
                    "/v1/api-keys",
                    administrator,
                    "{\"name\": \"abuse\", \"role\": \"" + role + "\", \"insurer\": \"acme\"}"));
            keys.add(key.path("key").asText());
        }
        RunningFeedback.json(api.get("/v1/api-keys?limit=500", administrator))
                .path("keys")
                .forEach(it -> known.spare(it.path("keyId").asText()));
        return keys;
    }

    private void fill(TestKafka kafka, RunningFeedback api, String key) throws Exception {
        try (Producer<String, byte[]> producer = kafka.producer(new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                String id = "a-" + i;
                send(producer, Topics.CLAIMS_SUBMITTED, "acme|" + id, aClaim(id).build());
                send(producer, Topics.CLAIMS_ACCEPTED, "acme|" + id, aClaim(id).buildAccepted(new RecordRef(0, (long)
                        i)));
                send(
                        producer,
                        Topics.CLAIMS_SCORED,
                        "acme|" + id,
                        Facts.score(id, 1).build());
                known.learn(EventJson.parse("{\"insurer\": \"acme\", \"claimId\": \"" + id + "\", \"scoreId\": \""
                        + Facts.scoreId(id, 1) + "\"}"));
            }
            send(producer, Topics.CLAIMS_REJECTED, "acme|r-1", Facts.rejection("r-1", 1, 99));
            send(
                    producer,
                    Topics.CLAIMS_FEEDBACK,
                    "acme|a-1",
                    Facts.settlement("f_upstream", "a-1").build());
            send(producer, Topics.CLAIMS_LABELLED, "acme|a-1", Facts.label("a-1", "f_upstream", LabelKind.SETTLED));
            send(producer, Topics.MODELS_VERSIONS, "m-1", Facts.modelMadeFrom("m-1", 1));
            send(producer, Topics.MODELS_DEPLOYMENTS, "s", Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"));
        }
        known.learn(EventJson.parse("{\"feedbackId\": \"f_upstream\", \"version\": \"m-1\"}"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/readyz", key).statusCode() == 200
                        && api.get("/v1/scores/" + Facts.scoreId("a-19", 1), key)
                                        .statusCode()
                                == 200);
    }

    private <V extends SpecificRecord> void send(Producer<String, byte[]> producer, Topic<V> topic, String key, V event)
            throws Exception {
        byte[] value = serdes.of(topic).serializer().serialize(topic.name(), event);
        producer.send(new ProducerRecord<>(topic.name(), 0, key, value)).get();
    }
}
