package io.claimstream.domain.label;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import io.claimstream.event.LabelState;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.ScoredRevision;
import java.util.List;
import java.util.Optional;

/**
 * When a claim is labelled, with what, and on which revision. Pure: the label that stands in the end depends on what arrived, not on the order.
 *
 * <ul>
 *   <li>{@code settled} is the label; until there is one, {@code corrected} stands in, marked. {@code accepted} never labels.
 *   <li>Among several of a kind the latest by event time counts, then the greater feedback id.
 *   <li>Feedback labels the revision or score it names, and waits for it. Feedback on the whole claim labels the latest scored
 *       revision whose event time is not after its own, or the first revision when all are later.
 *   <li>A withdrawal takes back the feedback it names; without a name, all earlier feedback on the same score, revision or claim.
 *   <li>The features of a label are those that the score names.
 *   <li>What is doubtful about a label is said on it: see {@link LabelFlag}. A label is written again when its flags change.
 * </ul>
 *
 * <p>The state is bounded: see {@link Revisions#LIMIT} and {@link StandingFeedback#LIMIT}.
 */
public final class LabelRules {

    private static final LabelState NOTHING = new LabelState(List.of(), List.of(), null, null, null);

    private LabelRules() {}

    /** The state of a claim of which nothing has arrived. */
    public static LabelState nothing() {
        return NOTHING;
    }

    /** Features arrived; {@code ref} is their record on claims.features.v1. */
    public static LabelStep features(LabelState known, ClaimFeatures features, RecordRef ref) {
        return relabel(known, Revisions.withFeatures(known.getScored(), features, ref), known.getFeedback());
    }

    /** A score arrived; only a live one counts. */
    public static LabelStep scored(LabelState known, ClaimScored score) {
        if (score.getPurpose() != ScorePurpose.LIVE) {
            return new LabelStep(known, Optional.empty());
        }
        return relabel(known, Revisions.withScore(known.getScored(), score), known.getFeedback());
    }

    /** Feedback arrived; one whose id is known already changes nothing. */
    public static LabelStep feedback(LabelState known, ClaimFeedback feedback) {
        return relabel(known, known.getScored(), StandingFeedback.with(known.getFeedback(), feedback));
    }

    private static LabelStep relabel(LabelState known, List<ScoredRevision> scored, List<ClaimFeedback> feedback) {
        List<ClaimFeedback> standing = StandingFeedback.best(feedback);
        Optional<Label> label = standing.stream()
                .flatMap(said -> Revisions.meantBy(scored, said).map(it -> new Label(it, said)).stream())
                .findFirst();
        return label.map(it -> labelled(known, scored, feedback, flagged(it, scored, standing)))
                .orElseGet(() -> unlabelled(known, scored, feedback));
    }

    /** A label with the names of its flags. */
    private record Flagged(Label label, List<String> flags) {}

    private static Flagged flagged(Label label, List<ScoredRevision> scored, List<ClaimFeedback> standing) {
        return new Flagged(
                label,
                LabelChecks.flags(label, scored, standing).stream()
                        .map(LabelFlag::name)
                        .toList());
    }

    private static LabelStep labelled(
            LabelState known, List<ScoredRevision> scored, List<ClaimFeedback> feedback, Flagged found) {
        String id = found.label().feedback().getFeedbackId();
        int revision = found.label().revision().getRevision();
        boolean isSame = known.getLabelFeedbackId().equals(Optional.of(id))
                && known.getLabelRevision().equals(Optional.of(revision))
                && known.getLabelFlags().orElse(List.of()).equals(found.flags());
        return new LabelStep(
                new LabelState(scored, feedback, id, revision, found.flags()),
                isSame
                        ? Optional.empty()
                        : Optional.of(
                                found.label().toRecord(kindOf(found.label().feedback()), found.flags())));
    }

    private static LabelStep unlabelled(LabelState known, List<ScoredRevision> scored, List<ClaimFeedback> feedback) {
        Optional<Label> takenBack = takenBack(known, feedback);
        return new LabelStep(
                new LabelState(
                        scored,
                        feedback,
                        takenBack.isPresent()
                                ? null
                                : known.getLabelFeedbackId().orElse(null),
                        takenBack.isPresent() ? null : known.getLabelRevision().orElse(null),
                        takenBack.isPresent() ? null : known.getLabelFlags().orElse(null)),
                takenBack.map(it -> it.toRecord(LabelKind.WITHDRAWN, List.of())));
    }

    /** The label written before, now standing behind the withdrawal that took it back. */
    private static Optional<Label> takenBack(LabelState known, List<ClaimFeedback> feedback) {
        return known.getLabelRevision()
                .flatMap(revision -> Revisions.complete(known.getScored(), revision))
                .flatMap(revision -> known.getLabelFeedbackId()
                        .flatMap(id -> StandingFeedback.withdrawalOf(feedback, id))
                        .map(withdrawal -> new Label(revision, withdrawal)));
    }

    private static LabelKind kindOf(ClaimFeedback feedback) {
        return feedback.getKind() == FeedbackKind.SETTLED ? LabelKind.SETTLED : LabelKind.CORRECTED;
    }
}
