package io.claimstream.feedback;

import static io.claimstream.testkit.Claims.aClaim;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.feedback.whatif.ModelLibrary;
import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.Trainer;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** Topics in memory with tiny models of a made-up world, a claim that was scored, and the desk that answers about it. Thread-safe but for publishing. */
public final class WhatIfWorld implements AutoCloseable {

    public static final ModelSlot SLOT = Slots.everyInsurer("MOTOR_INJURY", "GBP");
    public static final RecordRef FEATURES = new RecordRef(2, 17L);
    public static final RecordRef ACCEPTED = new RecordRef(1, 5L);
    public static final String CLAIM_ID = "c-1";

    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
    private static final int ROWS = 240;
    private static final Map<Integer, Candidate> TRAINED = new ConcurrentHashMap<>();

    static {
        TrustedEvents.trust();
    }

    private final Path folder;
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Map<String, byte[]> log = new ConcurrentHashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final ModelLibrary library;
    private final WhatIfDesk desk;
    private volatile boolean away;
    private volatile boolean caughtUp = true;

    /** A world whose library lies in a folder. */
    public WhatIfWorld(Path folder) {
        this(folder, new WhatIfDesk.Limits(2, 8, Duration.ofSeconds(30)));
    }

    public WhatIfWorld(Path folder, WhatIfDesk.Limits limits) {
        this.folder = folder;
        ModelArchive archive = new ModelArchive(folder.resolve("models"));
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(folder.resolve("keys"))),
                SCHEMA,
                bundle -> Optional.empty(),
                (artifact, features) -> {
                    loads.incrementAndGet();
                    return EngineKind.COMPILED.load(artifact, features);
                });
        ModelShelf shelf =
                new ModelShelf(archive::get, loader, new ModelShelf.Limits(2, Long.MAX_VALUE, Duration.ofMinutes(1)));
        this.library = new ModelLibrary(serdes, archive, shelf, () -> caughtUp);
        this.desk = new WhatIfDesk(library, new WhatIfDesk.Sources(Log::new, serdes), limits, new TestClock());
    }

    public WhatIfDesk desk() {
        return desk;
    }

    /** How many models were loaded so far. */
    public int loads() {
        return loads.get();
    }

    /** As it was before anything was lost or went away. */
    public void restore() {
        away = false;
        caughtUp = true;
        accepted();
    }

    public void kafkaIsAway() {
        away = true;
    }

    public void catchingUp() {
        caughtUp = false;
    }

    /** Publishes a model as the retrain worker does, signed by a trusted key, with a calibration; each seed is another version. */
    public ModelBundle publish(int seed, ModelSlot slot) {
        return publish(seed, slot, "keys");
    }

    /** As above, signed by the key in a folder. */
    public ModelBundle publish(int seed, ModelSlot slot, String keys) {
        Candidate candidate = candidate(seed, slot);
        ModelBundle bundle = KeyFiles.signer(folder.resolve(keys))
                .sign(candidate.manifest(), candidate.artifact().bytes());
        write(Topics.MODELS_VERSIONS, bundle.toEvent(Facts.NOW));
        bundle.chunks().forEach(chunk -> write(Topics.MODELS_ARTIFACTS, chunk));
        calibrate(seed, bundle.version());
        return bundle;
    }

    /** Publishes another calibration of a version. */
    public CalibrationRecord calibrate(int number, String version) {
        CalibrationRecord record = calibration(number, version);
        write(Topics.MODELS_CALIBRATION, record);
        return record;
    }

    /** Puts a version in service. */
    public void promote(String version) {
        write(
                Topics.MODELS_DEPLOYMENTS,
                ModelDeployment.newBuilder()
                        .setSlot(SLOT)
                        .setAction(DeploymentAction.PROMOTED)
                        .setVersion(version)
                        .setReason("a test")
                        .setActor("test")
                        .setAt(Facts.NOW)
                        .build());
    }

    /** A claim on its topics with a history, and its live score by a published model and the calibration of a number. */
    public ClaimScored scored(ModelBundle bundle, int calibration) {
        return Scorer.score(
                accepted(),
                FEATURES,
                new LoadedModel(
                        bundle.version(),
                        new ModelVerifier(KeyFiles.trusted(folder.resolve("keys"))).verify(bundle),
                        EngineKind.COMPILED.load(bundle.artifact(), SCHEMA.size())),
                Optional.of(calibration(calibration, bundle.version())),
                Facts.NOW);
    }

    /** The features of the claim, which are put on their topic with the claim. */
    public ClaimFeatures accepted() {
        ClaimAccepted claim = claim();
        ClaimFeatures lone = LoneClaim.of(submitted(), Facts.NOW).fold(ready -> ready.features(), refused -> {
            throw new AssertionError(refused.violations());
        });
        List<EntitySnapshot> snapshots = lone.getSnapshots().stream()
                .map(it -> EntitySnapshot.newBuilder(it)
                        .setClaims365(3)
                        .setClaimedPence365(450_000)
                        .setSettledPence365(200_000)
                        .setSettledClaimedPence365(300_000)
                        .setDaysSinceLastClaim(40)
                        .build())
                .toList();
        var pending = Gathering.begin(claim, ACCEPTED, 2);
        for (EntitySnapshot snapshot : snapshots) {
            pending = Gathering.add(pending, snapshot);
        }
        ClaimFeatures features = Gathering.complete(pending).orElseThrow();
        put(Topics.CLAIMS_ACCEPTED, ACCEPTED, claim);
        put(Topics.CLAIMS_FEATURES, FEATURES, features);
        return features;
    }

    /** As if the retention of a topic had passed, or the record was erased. */
    public void lose(Topic<?> topic, RecordRef place) {
        log.remove(key(topic.name(), place));
    }

    /** Puts another revision of the claim on its topic, of which no features come. */
    public void accept(RecordRef place, ClaimAccepted claim) {
        put(Topics.CLAIMS_ACCEPTED, place, claim);
    }

    public static ClaimAccepted claim() {
        return aClaim().withClaimId(CLAIM_ID)
                .withEarningsLoss("900.00")
                .withGeneralFixed("1500.00")
                .buildAccepted();
    }

    public static ClaimSubmitted submitted() {
        return aClaim().withClaimId(CLAIM_ID)
                .withEarningsLoss("900.00")
                .withGeneralFixed("1500.00")
                .build();
    }

    /** A claim that was settled, with its features as they were scored. */
    public static SettledClaim settled(ClaimSubmitted claim, String estimate, String settled, Instant at) {
        ClaimFeatures features = LoneClaim.of(claim, Facts.NOW).fold(ready -> ready.features(), refused -> {
            throw new AssertionError(refused.violations());
        });
        return new SettledClaim(
                new ClaimKey(claim.getInsurer(), claim.getClaimId()),
                features.getValues(),
                new BigDecimal(estimate),
                new BigDecimal(settled),
                at);
    }

    private static CalibrationRecord calibration(int number, String version) {
        return CalibrationRecord.newBuilder()
                .setNumber(number)
                .setModelVersion(version)
                .setSlot(SLOT)
                .setNominalCoverage(0.9)
                .setLogHalfWidth(0.1 * number)
                .setWithinTenPercent(0.7)
                .setRows(60)
                .setLabelled(List.of())
                .setAt(Facts.NOW)
                .build();
    }

    private static Candidate candidate(int seed, ModelSlot slot) {
        return TRAINED.computeIfAbsent(31 * seed + slot.hashCode(), key -> train(seed, slot));
    }

    private static Candidate train(int seed, ModelSlot slot) {
        DatasetBuilder builder = new DatasetBuilder(slot, SCHEMA);
        for (int i = 0; i < ROWS; i++) {
            builder.add(labelled(i, slot));
        }
        Split split = Split.byLabelTime(builder.build());
        TrainingParameters parameters = new TrainingParameters(20, 3, 0.4, 0.1, 1, 0.9, 0.9, 64, seed);
        byte[] artifact = new Trainer(parameters).train(split.train(), (round, rounds, rmse) -> {});
        return Candidate.of(split, artifact, new Candidate.Origin(slot, parameters, Map.of(), List.of()));
    }

    private static ClaimLabelled labelled(int number, ModelSlot slot) {
        Random random = new Random(number);
        int months = 1 + random.nextInt(18);
        boolean whiplash = random.nextBoolean();
        ClaimSubmitted claim = aClaim().withClaimId("t-" + number)
                .withInsurer(slot.getInsurer().orElse(Facts.INSURER))
                .withClaimant("claimant-" + number)
                .withEarningsLoss(100 + random.nextInt(3_000) + ".00")
                .withGeneralFixed(200 + random.nextInt(4_000) + ".00")
                .withPrognosis(months + " months")
                .withInjury(injury -> injury.setWhiplash(whiplash))
                .withLineOfBusiness(slot.getLineOfBusiness())
                .withCurrency(slot.getCurrency())
                .build();
        ClaimFeatures features = LoneClaim.of(claim, Facts.NOW).fold(ready -> ready.features(), refused -> {
            throw new AssertionError(refused.violations());
        });
        BigDecimal sum = features.getSumOfHeads();
        double paid = 0.7 * sum.doubleValue() + 60 * months + (whiplash ? 200 : 0);
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(1)
                .setLineOfBusiness(slot.getLineOfBusiness())
                .setCurrency(slot.getCurrency())
                .setClaimantPseudonym("p-" + number)
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(features.getValues())
                .setSumOfHeads(sum)
                .setFeatures(new RecordRef(0, (long) number))
                .setScoreId("s_" + number)
                .setEstimate(sum)
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(BigDecimal.valueOf(paid).setScale(2, RoundingMode.HALF_EVEN))
                .setFeedbackId("f-" + number)
                .setClaimEventTime(Facts.NOW)
                .setLabelEventTime(Facts.NOW.plusSeconds(number))
                .build();
    }

    private <V extends SpecificRecord> void write(Topic<V> topic, V event) {
        long offset = ends.merge(topic.name(), 1L, Long::sum) - 1;
        byte[] bytes = bytes(topic, event);
        log.put(key(topic.name(), new RecordRef(0, offset)), bytes);
        library.accept(new ConsumerRecord<>(topic.name(), 0, offset, new byte[0], bytes));
    }

    private <V extends SpecificRecord> void put(Topic<V> topic, RecordRef place, V event) {
        log.put(key(topic.name(), place), bytes(topic, event));
    }

    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V event) {
        return serdes.of(topic).serializer().serialize(topic.name(), event);
    }

    private static String key(String topic, RecordRef place) {
        return topic + "-" + place.getPartition() + "@" + place.getOffset();
    }

    @Override
    public void close() {
        desk.close();
        library.close();
    }

    /** The topics by place. */
    private final class Log implements PlacedLog {

        @Override
        public Optional<byte[]> at(String topic, RecordRef place) {
            if (away) {
                throw new TimeoutException("away");
            }
            return Optional.ofNullable(log.get(key(topic, place)));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
