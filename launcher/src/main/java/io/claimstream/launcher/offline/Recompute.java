package io.claimstream.launcher.offline;

import io.claimstream.domain.privacy.Erasure;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.Recomputation;
import io.claimstream.model.Scorer;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.scoring.ModelLoading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Rebuilds past scores from the log alone: features, model, calibration and engine are those that each score names. Of erased claimants
 * nothing is rebuilt: the answer is the receipt. Reads what stands on the topics when it begins, a batch of scores at a time. Not thread-safe.
 */
public final class Recompute implements AutoCloseable {

    private static final int BATCH = 1_000;

    private final EventSerdes serdes;
    private final Progress progress;
    private final EvidenceLog scores;
    private final EvidenceLog features;
    private final PublishedModels published;
    private final LoadedVersions models;
    private final Erasures erasures;

    /** A score as it was written; empty when it cannot be decoded. */
    private record Written(RecordRef place, Optional<ClaimScored> score) {}

    /**
     * Connects and reads the models topics.
     *
     * @param settings where Kafka is, and whose models are believed
     * @param serdes of the events
     * @param progress told how the work gets on
     */
    public Recompute(Settings settings, EventSerdes serdes, Progress progress) {
        this.serdes = serdes;
        this.progress = progress;
        this.published = PublishedModels.read(settings, serdes, progress);
        this.models = new LoadedVersions(published, ModelLoading.of(settings));
        this.scores = new EvidenceLog(settings);
        this.features = new EvidenceLog(settings);
        this.erasures = ErasureEvidence.read(features, serdes);
    }

    /** Recomputes every live score, told one after another. */
    public void all(Consumer<Finding> told) {
        run(Topics.CLAIMS_SCORED, Map.of(), written -> true, told);
    }

    /** Recomputes every score without effect, be it a shadow or a score that was asked for once more. */
    void withoutEffect(Consumer<Finding> told) {
        run(Topics.CLAIMS_RESCORED, Map.of(), written -> true, told);
    }

    /**
     * Recomputes the scores that stand at an offset or behind it, told one after another.
     *
     * @param from offset of the first in each partition of claims.scored.v1; 0 where none is named
     */
    public void since(Map<Integer, Long> from, Consumer<Finding> told) {
        run(Topics.CLAIMS_SCORED, from, written -> true, told);
    }

    /** Recomputes the scores of an id: one, unless it was written more than once. */
    List<Finding> one(String scoreId) {
        List<Finding> findings = new ArrayList<>();
        for (Topic<ClaimScored> topic : List.of(Topics.CLAIMS_SCORED, Topics.CLAIMS_RESCORED)) {
            run(
                    topic,
                    Map.of(),
                    written -> written.score()
                            .filter(score -> score.getScoreId().equals(scoreId))
                            .isPresent(),
                    findings::add);
        }
        return findings;
    }

    /**
     * Recomputes the scores at some places, one by one, each told with the time from asking for it to its answer; the first score of a model waits for
     * the model to load. A place without a score is told as one that cannot be read.
     */
    public void sampled(Topic<ClaimScored> of, List<RecordRef> places, BiConsumer<Finding, Duration> told) {
        try (Progress.Task task = progress.task("scores of " + of.name() + " made again", places.size())) {
            for (int done = 0; done < places.size(); done++) {
                RecordRef place = places.get(done);
                long begun = System.nanoTime();
                byte[] value = scores.at(of.name(), List.of(place)).get(place);
                Optional<ClaimScored> score = Optional.ofNullable(value).flatMap(it -> decoded(of, it));
                check(
                        List.of(new Written(place, score)),
                        finding -> told.accept(finding, Duration.ofNanos(System.nanoTime() - begun)));
                task.at(done + 1);
            }
        }
    }

    private void run(
            Topic<ClaimScored> of, Map<Integer, Long> from, Predicate<Written> wanted, Consumer<Finding> told) {
        String topic = of.name();
        List<Written> batch = new ArrayList<>();
        try (Progress.Task task = progress.task("offsets of scores read", scores.ends(topic))) {
            Map<Integer, Long> reached = new TreeMap<>(from);
            scores.read(topic, from, record -> {
                Written written = written(of, record);
                if (wanted.test(written)) {
                    batch.add(written);
                }
                if (batch.size() >= BATCH) {
                    check(batch, told);
                    batch.clear();
                }
                reached.put(record.partition(), record.offset() + 1);
                task.at(reached.values().stream().mapToLong(Long::longValue).sum());
            });
            check(batch, told);
        }
    }

    private Written written(Topic<ClaimScored> of, ConsumerRecord<byte[], byte[]> record) {
        RecordRef place = new RecordRef(record.partition(), record.offset());
        return new Written(place, decoded(of, record.value()));
    }

    private void check(List<Written> batch, Consumer<Finding> told) {
        Map<RecordRef, byte[]> evidence = features.at(
                Topics.CLAIMS_FEATURES.name(),
                batch.stream()
                        .flatMap(written -> written.score().stream())
                        .map(ClaimScored::getFeatures)
                        .collect(Collectors.toSet()));
        for (Written written : batch) {
            told.accept(written.score()
                    .map(score -> check(written.place(), score, evidence))
                    .orElseGet(() -> Finding.unfounded(
                            written.place(), "", Gap.SCORE_UNREADABLE, "the score cannot be decoded")));
        }
    }

    private Finding check(RecordRef place, ClaimScored score, Map<RecordRef, byte[]> evidence) {
        Optional<ClaimFeatures> named = Optional.ofNullable(evidence.get(score.getFeatures()))
                .flatMap(bytes -> decoded(Topics.CLAIMS_FEATURES, bytes));
        Optional<Erasure> erasure = erasure(score, named);
        if (erasure.isPresent()) {
            return Finding.erased(place, score.getScoreId(), erasure.get());
        }
        if (named.isEmpty()) {
            return unfounded(place, score, Gap.FEATURES_MISSING, "no features record stands where the score says");
        }
        if (score.getModelVersion().equals(Scorer.BASELINE)) {
            return Recomputation.byBaseline(score, named.get())
                    .map(again -> compared(place, score, again))
                    .orElseGet(() ->
                            unfounded(place, score, Gap.BASELINE_UNEXPLAINED, "no reason for the baseline is given"));
        }
        return models.get(score.getModelVersion(), score.getEngineVersion())
                .fold(
                        model -> byModel(place, score, named.get(), model),
                        refusal -> unfounded(place, score, Gap.of(refusal), refusal.detail()));
    }

    /** Told by whose the features are, or by the erasure that removed them. */
    private Optional<Erasure> erasure(ClaimScored score, Optional<ClaimFeatures> named) {
        return named.isPresent()
                ? named.flatMap(it -> erasures.of(it.getInsurer(), it.getClaimantPseudonym()))
                : erasures.removed(Topics.CLAIMS_FEATURES.name(), score.getFeatures());
    }

    private Finding byModel(RecordRef place, ClaimScored score, ClaimFeatures named, LoadedModel model) {
        Optional<CalibrationRecord> calibration = score.getCalibration().flatMap(published::calibration);
        if (score.getCalibration().isPresent() != calibration.isPresent()) {
            return unfounded(
                    place,
                    score,
                    Gap.CALIBRATION_MISSING,
                    "calibration " + score.getCalibration().orElseThrow() + " was not published");
        }
        return compared(place, score, Recomputation.byModel(score, named, model, calibration));
    }

    private static Finding compared(RecordRef place, ClaimScored score, ClaimScored again) {
        return Finding.compared(
                place,
                score.getScoreId(),
                Recomputation.difference(score, again).orElse(""));
    }

    private static Finding unfounded(RecordRef place, ClaimScored score, Gap gap, String why) {
        return Finding.unfounded(place, score.getScoreId(), gap, why);
    }

    private <V extends SpecificRecord> Optional<V> decoded(Topic<V> topic, byte[] bytes) {
        try {
            return Optional.of(serdes.of(topic).deserializer().deserialize(topic.name(), bytes));
        } catch (DecodingException | UnknownSchemaException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        models.close();
        published.close();
        scores.close();
        features.close();
    }
}
