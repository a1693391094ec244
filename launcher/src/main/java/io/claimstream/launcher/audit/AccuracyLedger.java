package io.claimstream.launcher.audit;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.Scorer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was estimated before each settlement. Not thread-safe. */
final class AccuracyLedger {

    private record Estimate(int revision, String modelVersion, BigDecimal amount, Instant scoredAt) {}

    private record Settlement(String feedbackId, BigDecimal amount, Instant ingestedAt) {}

    private final Map<Revision, BigDecimal> sumsOfHeads = new HashMap<>();
    private final Map<Claim, List<Estimate>> estimates = new HashMap<>();
    private final Map<Claim, List<Settlement>> settlements =
            new TreeMap<>(Comparator.comparing(Claim::insurer).thenComparing(Claim::claimId));
    private final Set<String> feedbackIds = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();

    void features(ClaimFeatures features) {
        sumsOfHeads.put(
                Revision.of(features.getInsurer(), features.getClaimId(), features.getRevision()),
                features.getSumOfHeads());
    }

    void scored(ClaimScored score) {
        if (score.getPurpose() == ScorePurpose.LIVE) {
            estimates
                    .computeIfAbsent(new Claim(score.getInsurer(), score.getClaimId()), claim -> new ArrayList<>())
                    .add(new Estimate(
                            score.getRevision(), score.getModelVersion(), score.getEstimate(), score.getScoredAt()));
        }
    }

    /** @param ingestedAt Kafka timestamp of the record */
    void feedback(ClaimFeedback feedback, Instant ingestedAt) {
        if (!feedbackIds.add(feedback.getFeedbackId())) {
            return;
        }
        feedback.getWithdrawnFeedbackId().ifPresent(withdrawn::add);
        Optional<BigDecimal> amount = feedback.getAmount().filter(paid -> paid.signum() > 0);
        if (feedback.getKind() == FeedbackKind.SETTLED && amount.isPresent()) {
            settlements
                    .computeIfAbsent(
                            new Claim(feedback.getInsurer(), feedback.getClaimId()), claim -> new ArrayList<>())
                    .add(new Settlement(feedback.getFeedbackId(), amount.get(), ingestedAt));
        }
    }

    long feedback() {
        return feedbackIds.size();
    }

    /** One entry a claim, in the order of insurer and claim id. */
    List<AccuracyPoint> points(Predicate<Claim> trainedOn) {
        List<AccuracyPoint> points = new ArrayList<>();
        settlements.forEach((claim, all) -> point(claim, all, trainedOn).ifPresent(points::add));
        return points;
    }

    private Optional<AccuracyPoint> point(Claim claim, List<Settlement> all, Predicate<Claim> trainedOn) {
        Instant firstSettled = all.stream()
                .map(Settlement::ingestedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        Optional<Estimate> last = estimates.getOrDefault(claim, List.of()).stream()
                .filter(estimate -> estimate.scoredAt().isBefore(firstSettled))
                .max(Comparator.comparingInt(Estimate::revision))
                .filter(estimate -> !estimate.modelVersion().equals(Scorer.BASELINE));
        Optional<Settlement> standing = all.stream()
                .filter(settlement -> !withdrawn.contains(settlement.feedbackId()))
                .reduce((earlier, later) -> later);
        return last.flatMap(estimate -> standing.flatMap(paid -> point(claim, estimate, paid, trainedOn)));
    }

    private Optional<AccuracyPoint> point(Claim claim, Estimate estimate, Settlement paid, Predicate<Claim> trainedOn) {
        return Optional.ofNullable(sumsOfHeads.get(new Revision(claim, estimate.revision())))
                .map(sum -> new AccuracyPoint(
                        claim.insurer(),
                        claim.claimId(),
                        estimate.revision(),
                        estimate.modelVersion(),
                        estimate.amount(),
                        sum,
                        paid.amount(),
                        trainedOn.test(claim)));
    }
}
