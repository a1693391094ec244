package io.claimstream.retrain.shadow;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.trial.PercentageLoss;
import io.claimstream.domain.trial.Trial;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ScorePurpose;
import io.claimstream.retrain.watch.UnseenSettlements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One champion and one challenger, and the settled claims that both estimated: one of them live, the other in its shadow. It is shown labels
 * first and then the shadow scores up to then, so that a label whose shadow score is not there has none. Used by one thread.
 */
final class Pairing {

    /** As they came to be known, which is how they would have been looked at one by one. */
    private static final Comparator<ConsumerRecord<String, ClaimLabelled>> ORDER = Comparator.comparingLong(
                    (ConsumerRecord<String, ClaimLabelled> it) -> it.timestamp())
            .thenComparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset);

    private final String champion;
    private Challenge challenge;
    private final UnseenSettlements unseen;
    private final Trial trial;
    private final Map<String, BigDecimal> shadows = new HashMap<>();
    private final List<ConsumerRecord<String, ClaimLabelled>> settled = new ArrayList<>();
    private int decidedByChallenger;

    Pairing(String champion, Challenge challenge, UnseenSettlements unseen, Trial trial) {
        this.champion = champion;
        this.challenge = challenge;
        this.unseen = unseen;
        this.trial = trial;
    }

    /** The same challenge as it is now; its share may have changed. */
    void now(Challenge same) {
        challenge = same;
    }

    void visit(ConsumerRecord<String, ClaimLabelled> read) {
        if (unseen.isNext(read, this::isOfThese)) {
            settled.add(read);
        }
    }

    void visit(ClaimScored score) {
        String version = score.getModelVersion();
        if (score.getPurpose() == ScorePurpose.SHADOW
                && (version.equals(champion) || version.equals(challenge.version()))) {
            shadows.put(score.getScoreId(), score.getEstimate());
        }
    }

    /** How the trial stands by all that was visited. */
    Progress progress() {
        settled.sort(ORDER);
        settled.forEach(read -> judge(read.value()));
        settled.clear();
        return new Progress(champion, challenge, trial.standing(), decidedByChallenger, trial.course());
    }

    /** Amounts without a logarithm train nothing and judge nothing. */
    private boolean isOfThese(ClaimLabelled label) {
        String version = label.getModelVersion();
        return (version.equals(champion) || version.equals(challenge.version()))
                && label.getLabel().filter(amount -> amount.signum() > 0).isPresent();
    }

    private void judge(ClaimLabelled label) {
        boolean isByChallenger = label.getModelVersion().equals(challenge.version());
        String other = isByChallenger ? champion : challenge.version();
        BigDecimal shadow =
                shadows.remove(ScoreId.shadow(label.getInsurer(), label.getClaimId(), label.getRevision(), other)
                        .text());
        if (shadow == null) {
            return;
        }
        BigDecimal settlement = label.getLabel().orElseThrow();
        double live = PercentageLoss.of(label.getEstimate(), settlement);
        double beside = PercentageLoss.of(shadow, settlement);
        String claimant = label.getInsurer() + '|' + label.getClaimantPseudonym();
        trial.take(claimant, isByChallenger ? beside : live, isByChallenger ? live : beside);
        decidedByChallenger += isByChallenger ? 1 : 0;
    }
}
