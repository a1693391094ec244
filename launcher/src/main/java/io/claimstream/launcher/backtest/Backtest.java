package io.claimstream.launcher.backtest;

import io.claimstream.domain.claim.AmountBand;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.privacy.Erasure;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.offline.ErasureEvidence;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.launcher.offline.OfflineModel;
import io.claimstream.model.Scorer;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Estimates the claims of a window again from the features that were scored then; those of erased claimants are counted and not estimated. Holds an entry for each claim in memory. Reads what
 * stands on the topics when it begins and writes to none. For one run; not thread-safe.
 */
final class Backtest {

    private static final int BATCH = 1_000;
    private static final String ACCIDENT_TYPE = "accident_type_";

    private final EvidenceLog log;
    private final EventSerdes serdes;
    private final OfflineModel model;
    private final Progress progress;
    private final Map<String, Decision> decisions = new HashMap<>();
    private final List<Rescored> claims = new ArrayList<>();
    private final List<Erasure> erased = new ArrayList<>();
    private int outOfScope;
    private int withoutFeatures;
    private int unreadable;

    Backtest(EvidenceLog log, EventSerdes serdes, OfflineModel model, Progress progress) {
        this.log = log;
        this.serdes = serdes;
        this.model = model;
        this.progress = progress;
    }

    BacktestResult run(Window window) {
        read(Topics.CLAIMS_SCORED, (place, score) -> decide(score, window));
        Outcomes outcomes = new Outcomes(model.model().manifest().dataset().labelled());
        read(Topics.CLAIMS_LABELLED, outcomes::take);
        estimate(outcomes, ErasureEvidence.read(log, serdes));
        return new BacktestResult(
                model.model().version(),
                claims,
                new BacktestResult.LeftOut(outOfScope, withoutFeatures, unreadable, erased));
    }

    private void decide(ClaimScored score, Window window) {
        if (score.getPurpose() == ScorePurpose.LIVE && window.contains(score.getScoredAt())) {
            Decision decision = Decision.of(score);
            decisions.merge(
                    decision.claim(), decision, (known, next) -> next.revision() > known.revision() ? next : known);
        }
    }

    /** In the order of the features on their topic, so that each part of it is read once. */
    private void estimate(Outcomes outcomes, Erasures erasures) {
        List<Decision> ordered = decisions.values().stream()
                .sorted(Comparator.comparing((Decision it) -> it.features().getPartition())
                        .thenComparing(it -> it.features().getOffset()))
                .toList();
        try (Progress.Task task = progress.task("claims estimated again", ordered.size())) {
            for (int from = 0; from < ordered.size(); from += BATCH) {
                List<Decision> batch = ordered.subList(from, Math.min(from + BATCH, ordered.size()));
                Map<RecordRef, byte[]> evidence = log.at(
                        Topics.CLAIMS_FEATURES.name(),
                        batch.stream().map(Decision::features).collect(Collectors.toSet()));
                batch.forEach(decision -> {
                    Optional<ClaimFeatures> features = Optional.ofNullable(evidence.get(decision.features()))
                            .flatMap(bytes -> decoded(Topics.CLAIMS_FEATURES, bytes))
                            .filter(decision::isOf);
                    erasure(decision, features, erasures)
                            .ifPresentOrElse(erased::add, () -> estimate(decision, features, outcomes));
                });
                task.at(from + batch.size());
            }
        }
    }

    /** Told by whose the features are, or by the erasure that removed them. */
    private static Optional<Erasure> erasure(Decision decision, Optional<ClaimFeatures> features, Erasures erasures) {
        return features.isPresent()
                ? features.flatMap(it -> erasures.of(it.getInsurer(), it.getClaimantPseudonym()))
                : erasures.removed(Topics.CLAIMS_FEATURES.name(), decision.features());
    }

    private void estimate(Decision decision, Optional<ClaimFeatures> features, Outcomes outcomes) {
        if (features.isEmpty()) {
            withoutFeatures++;
            return;
        }
        ClaimScored again = model.score(features.get(), decision.scoredAt());
        if (again.getModelVersion().equals(Scorer.BASELINE)) {
            outOfScope++;
            return;
        }
        claims.add(new Rescored(
                decision,
                again.getEstimate(),
                AmountBand.of(features.get().getSumOfHeads()),
                accidentType(features.get()),
                outcomes.settlement(decision.claim()),
                outcomes.isLearnedFrom(decision.claim())));
    }

    /** The one indicator that is set. */
    private static String accidentType(ClaimFeatures features) {
        List<Float> values = features.getValues();
        return IntStream.range(0, FeatureSetV1.NAMES.size())
                .filter(i -> FeatureSetV1.NAMES.get(i).startsWith(ACCIDENT_TYPE) && values.get(i) == 1)
                .mapToObj(i -> FeatureSetV1.NAMES
                        .get(i)
                        .substring(ACCIDENT_TYPE.length())
                        .replace('_', ' '))
                .findFirst()
                .orElse("unknown");
    }

    private <V extends SpecificRecord> void read(Topic<V> topic, BiConsumer<RecordRef, V> taker) {
        try (Progress.Task task = progress.task("records of " + topic.name(), log.ends(topic.name()))) {
            long[] read = {0};
            log.read(topic.name(), record -> {
                decoded(topic, record.value())
                        .ifPresentOrElse(event -> taker.accept(place(record), event), () -> unreadable++);
                task.at(++read[0]);
            });
        }
    }

    private static RecordRef place(ConsumerRecord<byte[], byte[]> record) {
        return new RecordRef(record.partition(), record.offset());
    }

    private <V extends SpecificRecord> Optional<V> decoded(Topic<V> topic, byte[] bytes) {
        try {
            return Optional.of(serdes.of(topic).deserializer().deserialize(topic.name(), bytes));
        } catch (DecodingException | UnknownSchemaException e) {
            return Optional.empty();
        }
    }
}
