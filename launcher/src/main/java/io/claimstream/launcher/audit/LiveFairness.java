package io.claimstream.launcher.audit;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ScorePurpose;
import io.claimstream.feedback.figures.Agreement;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessCell;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How live scores and the decisions on them fell to people by age band and gender. Errors are those of the last live score of a model before the settlement that stands; a decision is that on the
 * score which it names. Takes the records of each topic in their order, those of scores before feedback. Holds an entry for each claim. Not thread-safe.
 */
final class LiveFairness {

    private static final PersonGroup NOT_STATED = PersonGroup.of(null, null);

    private final Span span;
    private final Map<Revision, PersonGroup> groups = new HashMap<>();
    private final Map<Claim, Map<Integer, Estimate>> estimates =
            new TreeMap<>(Comparator.comparing(Claim::insurer).thenComparing(Claim::claimId));
    private final Map<String, Estimate> byScore = new HashMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Set<Withdrawn> withdrawn = new HashSet<>();

    private record Estimate(Revision revision, String version, BigDecimal amount, long scoredAt) {}

    private record Said(
            Claim claim, FeedbackKind kind, @Nullable String scoreId, BigDecimal amount, String actor, long at) {}

    /** Of a claim, since nobody takes back what was said of another. */
    private record Withdrawn(Claim claim, String feedbackId) {}

    /** A settled claim. */
    private record Settled(Estimate estimate, double signedError) {}

    /**
     * The decisions on the scores of some people.
     *
     * @param agreed those of a person that left the estimate as it was
     * @param changed those of a person that gave another amount
     * @param automatic scores that a policy accepted
     */
    record Decisions(long agreed, long changed, long automatic) {

        private static final Decisions NONE = new Decisions(0, 0, 0);

        private long all() {
            return agreed + changed + automatic;
        }

        private Decisions plus(Decisions other) {
            return new Decisions(agreed + other.agreed, changed + other.changed, automatic + other.automatic);
        }
    }

    /**
     * What came out.
     *
     * @param errors of settled claims by cell; empty when there are none
     * @param settled how many
     * @param decisions by name of a cell; of people without any settled claim by name of their group
     * @param notShown decisions on groups outside of the cells that have fewer than {@value SettledSums#LEAST} of them: they would be somebody's own
     */
    record Report(Optional<Fairness> errors, int settled, Map<String, Decisions> decisions, long notShown) {}

    LiveFairness(Span span) {
        this.span = span;
    }

    void attributes(ClaimProtected attributes) {
        groups.put(
                Revision.of(attributes.getInsurer(), attributes.getClaimId(), attributes.getRevision()),
                PersonGroup.of(
                        attributes.getGender().orElse(null),
                        attributes.getDriverAge().orElse(null)));
    }

    void scored(ClaimScored score) {
        if (score.getPurpose() != ScorePurpose.LIVE || score.getModelVersion().equals(SlotHistory.BASELINE)) {
            return;
        }
        Estimate estimate = new Estimate(
                Revision.of(score.getInsurer(), score.getClaimId(), score.getRevision()),
                score.getModelVersion(),
                score.getEstimate(),
                score.getScoredAt().toEpochMilli());
        estimates
                .computeIfAbsent(estimate.revision().claim(), it -> new TreeMap<>())
                .put(score.getRevision(), estimate);
        byScore.put(score.getScoreId(), estimate);
    }

    /** @param at Kafka timestamp of the record, in milliseconds */
    void feedback(ClaimFeedback feedback, long at) {
        Claim claim = new Claim(feedback.getInsurer(), feedback.getClaimId());
        feedback.getWithdrawnFeedbackId().ifPresent(it -> withdrawn.add(new Withdrawn(claim, it)));
        said.putIfAbsent(
                feedback.getFeedbackId(),
                new Said(
                        claim,
                        feedback.getKind(),
                        feedback.getScoreId().orElse(null),
                        feedback.getAmount().orElse(BigDecimal.ZERO),
                        feedback.getActor(),
                        at));
    }

    /** What all of it comes to. */
    Report report() {
        List<Settled> settled = settled();
        Map<PersonGroup, Decisions> decisions = decisions();
        Map<String, Decisions> shown = new LinkedHashMap<>();
        Optional<Fairness> errors = settled.isEmpty() ? Optional.empty() : Optional.of(errors(settled));
        for (FairnessCell cell : errors.map(Fairness::cells).orElse(List.of())) {
            shown.put(
                    cell.name(),
                    cell.groups().stream()
                            .map(it -> Objects.requireNonNullElse(decisions.remove(it), Decisions.NONE))
                            .reduce(Decisions.NONE, Decisions::plus));
        }
        long notShown = addLarge(decisions, shown);
        return new Report(errors, settled.size(), shown, notShown);
    }

    private Fairness errors(List<Settled> settled) {
        return Fairness.of(
                settled.stream().mapToDouble(Settled::signedError).toArray(),
                IntStream.range(0, settled.size()).toArray(),
                settled.stream().map(it -> group(it.estimate().revision())).toList());
    }

    /** Answers how many decisions are in groups that are too small. */
    private static long addLarge(Map<PersonGroup, Decisions> decisions, Map<String, Decisions> shown) {
        long small = 0;
        for (Map.Entry<PersonGroup, Decisions> group : new TreeMap<>(decisions).entrySet()) {
            if (group.getValue().all() < SettledSums.LEAST) {
                small += group.getValue().all();
            } else {
                shown.put(group.getKey().gender() + ", " + group.getKey().age().text(), group.getValue());
            }
        }
        return small;
    }

    private List<Settled> settled() {
        Map<Claim, Said> last = new HashMap<>();
        Map<Claim, Long> first = new HashMap<>();
        said.forEach((id, it) -> {
            if (it.kind() == FeedbackKind.SETTLED && it.amount().signum() > 0) {
                first.merge(it.claim(), it.at(), Math::min);
                if (stands(it, id)) {
                    last.put(it.claim(), it);
                }
            }
        });
        List<Settled> settled = new ArrayList<>();
        estimates.forEach((claim, all) -> {
            @Nullable Said paid = last.get(claim);
            if (paid != null && span.holds(paid.at())) {
                before(all.values(), Objects.requireNonNull(first.get(claim)))
                        .filter(span::isOf)
                        .ifPresent(it -> settled.add(new Settled(it, signedError(it, paid))));
            }
        });
        return settled;
    }

    private static Optional<Estimate> before(Collection<Estimate> all, long settledAt) {
        return all.stream().filter(it -> it.scoredAt() < settledAt).max(Comparator.comparingInt(it -> it.revision()
                .number()));
    }

    private static double signedError(Estimate estimate, Said paid) {
        return (estimate.amount().doubleValue() - paid.amount().doubleValue())
                / paid.amount().doubleValue();
    }

    private Map<PersonGroup, Decisions> decisions() {
        Map<PersonGroup, Decisions> decisions = new HashMap<>();
        said.forEach((id, it) -> {
            boolean isDecision = it.kind() == FeedbackKind.ACCEPTED || it.kind() == FeedbackKind.CORRECTED;
            @Nullable Estimate on = it.scoreId() == null ? null : byScore.get(it.scoreId());
            if (isDecision && on != null && stands(it, id) && span.holds(it.at()) && span.isOf(on)) {
                decisions.merge(group(on.revision()), decision(it, on), Decisions::plus);
            }
        });
        return decisions;
    }

    private static Decisions decision(Said said, Estimate on) {
        if (said.actor().startsWith(Agreement.POLICY)) {
            return new Decisions(0, 0, 1);
        }
        boolean isSame = said.kind() == FeedbackKind.ACCEPTED || said.amount().compareTo(on.amount()) == 0;
        return isSame ? new Decisions(1, 0, 0) : new Decisions(0, 1, 0);
    }

    private boolean stands(Said it, String id) {
        return !withdrawn.contains(new Withdrawn(it.claim(), id));
    }

    private PersonGroup group(Revision revision) {
        return groups.getOrDefault(revision, NOT_STATED);
    }

    /**
     * Which claims and times are asked about.
     *
     * @param insurer null for every one
     * @param version null for every model version
     * @param from milliseconds, included
     * @param to milliseconds, not included
     */
    record Span(@Nullable String insurer, @Nullable String version, long from, long to) {

        private boolean holds(long at) {
            return at >= from && at < to;
        }

        private boolean isOf(Estimate estimate) {
            return (insurer == null
                            || insurer.equals(estimate.revision().claim().insurer()))
                    && (version == null || version.equals(estimate.version()));
        }
    }
}
