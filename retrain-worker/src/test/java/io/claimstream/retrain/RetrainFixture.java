package io.claimstream.retrain;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.Scorer;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.run.TrainingRuns;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.TestKafka;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real Kafka, a database in a directory, and the retrain worker on them, as often as a test starts it. */
final class RetrainFixture implements AutoCloseable {

    static final ModelSlot SLOT = new ModelSlot("MOTOR_INJURY", "GBP", null);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final TestKafka kafka = TestKafka.start();
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);
    private final Path dataDir;

    RetrainFixture(Path dataDir) {
        this.dataDir = dataDir;
        kafka.createTopics();
    }

    /** A running worker and what it was given. */
    record Worker(Service service, ServiceContext context) implements AutoCloseable {

        double meter(String name) {
            return context.meters().get(name).gauge().value();
        }

        @Override
        public void close() {
            service.close();
        }
    }

    Settings settings(Map<String, String> more) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(RetrainConfig.SETTINGS);
        Map<String, String> values = new HashMap<>(Map.of(
                "data.dir", dataDir.toString(),
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "topics.replication.factor", "1",
                "streams.standby.replicas", "0",
                "retrain.management.port", "0",
                "retrain.check.interval", "200ms",
                "retrain.min-new-labels", "300",
                "retrain.min-labels", "150",
                "retrain.rounds", "60",
                "retrain.depth", "3"));
        values.put("retrain.promotion.delay", "300ms");
        values.putAll(more);
        return Settings.of(known, values);
    }

    Worker start(Map<String, String> more) {
        ServiceContext context = ServiceContext.of(settings(more), registry);
        Service service = new RetrainApp().create(context);
        service.start();
        return new Worker(service, context);
    }

    /** Features, scores and settlements of claims, as the other services would have written them. */
    void settle(int from, int to) {
        settle(from, to, SmallWorld::score, SmallWorld::settlement);
    }

    /** The same with scores by a version. */
    void settle(int from, int to, String version) {
        settle(from, to, (claim, features) -> SmallWorld.score(claim, features, version), SmallWorld::settlement);
    }

    /** The same with estimates by a version that are so many times what it would say. */
    void settle(int from, int to, String version, String times) {
        settle(
                from,
                to,
                (claim, features) -> {
                    ClaimScored score = SmallWorld.score(claim, features, version);
                    return ClaimScored.newBuilder(score)
                            .setEstimate(score.getEstimate()
                                    .multiply(new BigDecimal(times))
                                    .setScale(2, RoundingMode.HALF_EVEN))
                            .build();
                },
                SmallWorld::settlement);
    }

    /** The same with estimates by one version that are so many times what is paid, and beside them those of another without effect. */
    void settleBeside(int from, int to, Estimates live, Estimates shadow) {
        send(
                Topics.CLAIMS_RESCORED,
                claims(
                        from,
                        to,
                        claim -> new ProducerRecord<>(
                                Topics.CLAIMS_RESCORED.name(),
                                SmallWorld.key(claim),
                                Scorer.shadow(shadow.of(claim, new RecordRef(0, 0L))))));
        settle(from, to, live::of, SmallWorld::settlement);
    }

    /** What a version says of claims: so many times what is paid. */
    record Estimates(String version, String times) {

        ClaimScored of(int claim, RecordRef features) {
            return ClaimScored.newBuilder(SmallWorld.score(claim, features, version))
                    .setEstimate(SmallWorld.settled(claim)
                            .multiply(new BigDecimal(times))
                            .setScale(2, RoundingMode.HALF_EVEN))
                    .build();
        }
    }

    private void settle(
            int from,
            int to,
            BiFunction<Integer, RecordRef, ClaimScored> score,
            IntFunction<ClaimFeedback> settlement) {
        List<RecordRef> features = send(
                Topics.CLAIMS_FEATURES,
                claims(
                        from,
                        to,
                        claim -> new ProducerRecord<>(
                                Topics.CLAIMS_FEATURES.name(), SmallWorld.key(claim), SmallWorld.features(claim))));
        send(
                Topics.CLAIMS_SCORED,
                claims(
                        from,
                        to,
                        claim -> new ProducerRecord<>(
                                Topics.CLAIMS_SCORED.name(),
                                SmallWorld.key(claim),
                                score.apply(claim, features.get(claim - from)))));
        send(Topics.CLAIMS_FEEDBACK, claims(from, to, claim -> unkeyed(settlement.apply(claim))));
    }

    /** Claims that nobody has scored or settled yet, of so many times the usual amount. */
    void claim(int from, int to, float times) {
        int sumOfHeads = FeatureSetV1.NAMES.indexOf("sum_heads");
        send(Topics.CLAIMS_FEATURES, claims(from, to, claim -> {
            ClaimFeatures usual = SmallWorld.features(claim);
            List<Float> values = new ArrayList<>(usual.getValues());
            values.set(sumOfHeads, values.get(sumOfHeads) * times);
            return new ProducerRecord<>(
                    Topics.CLAIMS_FEATURES.name(),
                    SmallWorld.key(claim),
                    ClaimFeatures.newBuilder(usual).setValues(values).build());
        }));
    }

    /** As upstream may do. */
    private static ProducerRecord<String, ClaimFeedback> unkeyed(ClaimFeedback feedback) {
        return new ProducerRecord<>(Topics.CLAIMS_FEEDBACK.name(), feedback);
    }

    /** The same, but women, who drive in every other claim, are paid half as much again. */
    void settleMoreForWomen(int from, int to) {
        settle(from, to, SmallWorld::score, SmallWorld::settlementMoreForWomen);
    }

    /** Who drove, as claim-ingest would have put it aside. */
    void drive(int from, int to) {
        send(
                Topics.CLAIMS_PROTECTED,
                claims(
                        from,
                        to,
                        claim -> new ProducerRecord<>(
                                Topics.CLAIMS_PROTECTED.name(), SmallWorld.key(claim), SmallWorld.driver(claim))));
    }

    /** The claimants of claims are erased. */
    void erase(int from, int to) {
        send(
                Topics.PRIVACY_ERASURES,
                claims(
                        from,
                        to,
                        claim -> new ProducerRecord<>(
                                Topics.PRIVACY_ERASURES.name(),
                                "acme|p-" + claim,
                                SmallWorld.erased("p-" + claim, "e-" + claim))));
    }

    void commandTraining(String id) {
        command(id, ModelCommandKind.TRAIN, null, null);
    }

    /** A command on the slot of every insurer. */
    void command(String id, ModelCommandKind kind, @Nullable String version) {
        command(id, kind, SLOT, version);
    }

    void command(String id, ModelCommandKind kind, @Nullable ModelSlot slot, @Nullable String version) {
        ModelCommand command = ModelCommand.newBuilder()
                .setCommandId(id)
                .setKind(kind)
                .setSlot(slot)
                .setVersion(version)
                .setReason("because")
                .setActor("engineer")
                .setAt(Instant.parse("2026-02-01T00:00:00Z"))
                .build();
        send(Topics.MODELS_COMMANDS, List.of(new ProducerRecord<>(Topics.MODELS_COMMANDS.name(), id, command)));
    }

    private static <V> List<ProducerRecord<String, V>> claims(
            int from, int to, IntFunction<ProducerRecord<String, V>> record) {
        return IntStream.range(from, to).mapToObj(record).toList();
    }

    private <V extends SpecificRecord> List<RecordRef> send(Topic<V> topic, List<ProducerRecord<String, V>> records) {
        try (Producer<String, V> producer =
                kafka.producer(new StringSerializer(), serdes.of(topic).serializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            return sent.stream()
                    .map(KafkaClients::await)
                    .map(at -> new RecordRef(at.partition(), at.offset()))
                    .toList();
        }
    }

    /** Every committed record of a topic. */
    <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        return kafka
                .readAll(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .stream()
                .map(read -> read.value())
                .toList();
    }

    void awaitLabels(int count) {
        await(count + " labels", () -> committed(Topics.CLAIMS_LABELLED).size() >= count);
    }

    void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    List<ModelDeployment> awaitDeployments(int count) {
        await(count + " deployments", () -> committed(Topics.MODELS_DEPLOYMENTS).size() >= count);
        return committed(Topics.MODELS_DEPLOYMENTS);
    }

    /** Waits until the last run is in a state; runs are saved after what they publish. */
    List<TrainingRun> awaitLastRun(RunState state) {
        try (Database database = Database.open(settings(Map.of()))) {
            TrainingRuns runs = new TrainingRuns(database.jdbi());
            await("a run that is " + state, () -> isLast(runs.all(), state));
            return runs.all();
        }
    }

    /** Every run so far. */
    List<TrainingRun> runs() {
        try (Database database = Database.open(settings(Map.of()))) {
            return new TrainingRuns(database.jdbi()).all();
        }
    }

    EventSerdes serdes() {
        return serdes;
    }

    @Override
    public void close() {
        kafka.close();
    }

    private static boolean isLast(List<TrainingRun> runs, RunState state) {
        return !runs.isEmpty() && runs.get(runs.size() - 1).state() == state;
    }
}
