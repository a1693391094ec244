package io.claimstream.feedback.policy;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.desk.FeedbackAnswer;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.policy.PolicyMetrics.Judged;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts what policies accept, in the order of the log of scores, in a thread of its own. Reads nothing while no policy is in force. What it accepted is
 * known by an id that follows from score and policy: after a crash it asks for the same once more, and nothing is written twice. What is wrong with the world is
 * waited for, with growing pauses; nothing else waits for it. Thread-safe.
 */
public final class PolicyRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyRunner.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int LOOKS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final World world;
    private final Deserializer<ClaimScored> scores;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stuck;

    /**
     * What it works with.
     *
     * @param acceptance the policies
     * @param isContested whether a claim is or ever was contested: what a person is to look at, or has looked at, is no policy's to accept
     * @param claimed the sum that was claimed in what a score was made from; empty when it is not known any more
     * @param desk takes what is accepted
     * @param jdbi where it has come to
     * @param consumers makes consumers that read committed records
     * @param serdes decodes scores
     * @param readModel how far the read model is
     * @param metrics counts
     */
    public record World(
            Acceptance acceptance,
            Predicate<ClaimKey> isContested,
            Function<ClaimScored, Optional<BigDecimal>> claimed,
            FeedbackDesk desk,
            Jdbi jdbi,
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            EventSerdes serdes,
            ReadSoFar readModel,
            PolicyMetrics metrics) {}

    /**
     * How far the read model is.
     *
     * @param views the read model
     * @param caughtUp whether it has everything that was on the topics at the start
     * @param holds whether it has a record of the log of scores
     */
    public record ReadSoFar(
            ReadModel views, BooleanSupplier caughtUp, Predicate<ConsumerRecord<byte[], byte[]>> holds) {}

    public PolicyRunner(World world) {
        this.world = world;
        this.scores = world.serdes().of(Topics.CLAIMS_SCORED).deserializer();
        this.thread = new Thread(this::run, "policies");
        thread.setDaemon(true);
        world.metrics().watch(() -> stuck);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** Ends after the score under way. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!isClosing(Duration.ZERO)) {
            try {
                if (world.readModel().caughtUp().getAsBoolean() && isAnyInForce()) {
                    follow();
                }
                stuck = false;
                pause = SHORTEST_PAUSE;
                isClosing(IDLE);
            } catch (RuntimeException e) {
                stuck = true;
                LOGGER.atWarn().setCause(e).log("policies wait, try again");
                isClosing(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private boolean isAnyInForce() {
        return !world.acceptance().inForce().isEmpty();
    }

    /** Reads until no policy is in force, or closed. */
    private void follow() {
        try (Consumer<byte[], byte[]> consumer = world.consumers().get()) {
            if (next.isEmpty()) {
                next.putAll(world.jdbi().withHandle(PlaceTable::read));
            }
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLAIMS_SCORED.name()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(it -> consumer.seek(it, next.getOrDefault(it, 0L)));
            boolean isAny = true;
            while (isAny && !isClosing(Duration.ZERO)) {
                isAny = step(consumer.poll(POLL));
                stuck = false;
            }
            if (!isAny) {
                // Whoever lays the next policy down says where to begin.
                next.clear();
            }
        }
    }

    /** Decides on some scores. Policies are asked for after the scores are there, so that none meets a score that it did not know. */
    boolean step(ConsumerRecords<byte[], byte[]> records) {
        List<AcceptancePolicy> policies = world.acceptance().inForce();
        if (policies.isEmpty()) {
            return false;
        }
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Judged judged = judge(record, policies);
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                world.metrics().judged(Judged.READ);
                world.metrics().judged(judged);
                if (isClosing(Duration.ZERO)) {
                    return true;
                }
            }
        } finally {
            if (!records.isEmpty()) {
                world.jdbi().useTransaction(handle -> PlaceTable.write(handle, next));
            }
        }
        return true;
    }

    private Judged judge(ConsumerRecord<byte[], byte[]> record, List<AcceptancePolicy> policies) {
        ClaimScored score;
        try {
            score = scores.deserialize(record.topic(), record.headers(), record.value());
        } catch (DecodingException e) {
            return Judged.UNDECODABLE;
        }
        Optional<AcceptancePolicy> policy =
                policies.stream().filter(it -> it.accepts(score)).findFirst();
        if (policy.isEmpty()) {
            return Judged.LEFT;
        }
        if (!isRead(record)) {
            throw new IllegalStateException("Expected a read model that has the score, but it is behind.");
        }
        ClaimKey claim = new ClaimKey(score.getInsurer(), score.getClaimId());
        try {
            if (isDecided(claim, policy.get()) || world.isContested().test(claim)) {
                return Judged.LEFT;
            }
        } catch (ErasedClaimException e) {
            return Judged.LEFT;
        }
        if (policy.get().lowers(score, world.claimed().apply(score))) {
            return Judged.LEFT;
        }
        if (!world.acceptance().isInForce(policy.get())) {
            // Taken back while this batch is under way: from that moment on every score waits for a person.
            return Judged.LEFT;
        }
        if (policy.get().draws(score) || isDrawn(claim)) {
            world.jdbi()
                    .useTransaction(handle ->
                            ReviewSamples.add(handle, score, policy.get().actor()));
            return Judged.SAMPLED;
        }
        FeedbackAnswer answer = answer(score, policy.get());
        if (answer instanceof FeedbackAnswer.Recorded) {
            LOGGER.atInfo()
                    .addKeyValue("scoreId", score.getScoreId())
                    .addKeyValue("actor", policy.get().actor())
                    .log("score accepted by policy");
            return Judged.ACCEPTED;
        }
        return answer instanceof FeedbackAnswer.Repeated ? Judged.REPEATED : Judged.LEFT;
    }

    /** What was drawn once stays with people, also at later revisions and under later policies. */
    private boolean isDrawn(ClaimKey claim) {
        return world.jdbi().withHandle(handle -> ReviewSamples.holds(handle, claim));
    }

    /** Whether the read model has a score, and all that was said of it; it follows the same log, so that is a matter of moments. */
    private boolean isRead(ConsumerRecord<byte[], byte[]> record) {
        for (int look = 0; look < LOOKS; look++) {
            // A read model that is made again may have the score, and not yet what was said of it.
            if (world.readModel().caughtUp().getAsBoolean()
                    && world.readModel().holds().test(record)) {
                return true;
            }
            if (isClosing(BETWEEN_LOOKS)) {
                return false;
            }
        }
        return false;
    }

    /** What somebody has decided on, be it an earlier revision, is not a policy's to accept. Its own word does not count here: that is known by its id. */
    private boolean isDecided(ClaimKey claim, AcceptancePolicy policy) {
        return world.readModel()
                .views()
                .claim(claim)
                .filter(it -> it.isDecidedBesides(policy.actor()))
                .isPresent();
    }

    private FeedbackAnswer answer(ClaimScored score, AcceptancePolicy policy) {
        try {
            return world.desk()
                    .accept(score.getScoreId(), policy.actor(), policy.terms(score), score.getScoredAt())
                    .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to be left alone while Kafka answers.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected Kafka to take what a policy accepts.", e);
        }
    }

    private boolean isClosing(Duration within) {
        try {
            return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
