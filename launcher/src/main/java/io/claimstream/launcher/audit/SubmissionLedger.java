package io.claimstream.launcher.audit;

import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.Scorer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which submitted record was answered by what. Not thread-safe. */
final class SubmissionLedger {

    /** Identity and content: what makes a redelivery a duplicate. */
    private record Content(Revision revision, String hash) {}

    private final Map<Ref, Optional<Content>> submitted = new HashMap<>();
    private final Map<Ref, Integer> outcomes = new HashMap<>();
    private final Set<Claim> claims = new HashSet<>();
    private final Set<Content> acceptedContents = new HashSet<>();
    private final Map<Revision, Integer> acceptedRevisions = new HashMap<>();
    private final Map<Revision, Integer> scoredRevisions = new HashMap<>();
    private final Set<Ref> dead = new HashSet<>();
    private long accepted;
    private long rejected;
    private long scored;
    private long scoredByModel;
    private long deadElsewhere;

    /** @param claim empty for a record that cannot be decoded */
    void submitted(Ref ref, Optional<ClaimSubmitted> claim) {
        submitted.put(ref, claim.map(SubmissionLedger::content));
        claim.ifPresent(one -> claims.add(new Claim(one.getInsurer(), one.getClaimId())));
    }

    void accepted(ClaimAccepted claim) {
        accepted++;
        Revision revision = Revision.of(claim.getInsurer(), claim.getClaimId(), claim.getRevision());
        outcomes.merge(Ref.of(claim.getSubmitted()), 1, Integer::sum);
        acceptedContents.add(new Content(revision, claim.getContentHash()));
        acceptedRevisions.merge(revision, 1, Integer::sum);
    }

    void rejected(ClaimRejected claim) {
        rejected++;
        outcomes.merge(Ref.of(claim.getSubmitted()), 1, Integer::sum);
    }

    /** A dead letter that answers a submitted record. */
    void deadLettered(Ref source) {
        dead.add(source);
        outcomes.merge(source, 1, Integer::sum);
    }

    /** A dead letter of any other record. */
    void deadLetteredElsewhere() {
        deadElsewhere++;
    }

    void scored(ClaimScored score) {
        if (score.getPurpose() == ScorePurpose.LIVE) {
            scored++;
            scoredByModel += score.getModelVersion().equals(Scorer.BASELINE) ? 0 : 1;
            scoredRevisions.merge(
                    Revision.of(score.getInsurer(), score.getClaimId(), score.getRevision()), 1, Integer::sum);
        }
    }

    long claims() {
        return claims.size();
    }

    long submitted() {
        return submitted.size();
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    long deadLettered() {
        return dead.size();
    }

    long deadElsewhere() {
        return deadElsewhere;
    }

    long scored() {
        return scored;
    }

    long scoredByModel() {
        return scoredByModel;
    }

    long duplicates() {
        return submitted.entrySet().stream()
                .filter(entry -> !outcomes.containsKey(entry.getKey()) && isKnown(entry.getValue()))
                .count();
    }

    long lost() {
        long unexplained = submitted.entrySet().stream()
                .filter(entry -> !outcomes.containsKey(entry.getKey()) && !isKnown(entry.getValue()))
                .count();
        long unscored = acceptedRevisions.keySet().stream()
                .filter(revision -> !scoredRevisions.containsKey(revision))
                .count();
        return unexplained + unscored;
    }

    long doubled() {
        Set<Revision> twice = new HashSet<>(moreThanOnce(acceptedRevisions));
        twice.addAll(moreThanOnce(scoredRevisions));
        return moreThanOnce(outcomes).size() + (long) twice.size();
    }

    private boolean isKnown(Optional<Content> content) {
        return content.filter(acceptedContents::contains).isPresent();
    }

    private static <K> Set<K> moreThanOnce(Map<K, Integer> counts) {
        Set<K> keys = new HashSet<>();
        counts.forEach((key, count) -> {
            if (count > 1) {
                keys.add(key);
            }
        });
        return keys;
    }

    private static Content content(ClaimSubmitted claim) {
        return new Content(
                Revision.of(claim.getInsurer(), claim.getClaimId(), claim.getRevision()), ContentHash.of(claim));
    }
}
