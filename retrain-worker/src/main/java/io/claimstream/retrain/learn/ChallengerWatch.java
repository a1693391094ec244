package io.claimstream.retrain.learn;

import io.claimstream.domain.lifecycle.ChallengeMoves;
import io.claimstream.domain.lifecycle.Decision;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.publish.Publication;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.shadow.Progress;
import io.claimstream.retrain.shadow.TrialTable;
import io.claimstream.retrain.shadow.Trials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from settlements while a challenger scores beside the champion: it is promoted, by way of a canary where that is asked for,
 * or its challenge ends. Used by one thread.
 */
final class ChallengerWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChallengerWatch.class);

    private final Tools tools;
    private final TrialRules rules;
    private final Duration checkInterval;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();
    private Map<SlotName, Progress> shown = Map.of();
    private Instant nextLook = Instant.MIN;

    /**
     * What it works with.
     *
     * @param table where people see how far challenges are
     * @param moved told when it moved a model
     */
    record Tools(
            Trials trials,
            MoveDesk moves,
            ModelPublisher publisher,
            TrialTable table,
            LearningMeters meters,
            Runnable moved) {}

    ChallengerWatch(Tools tools, TrialRules rules, Duration checkInterval, Clock clock) {
        this.tools = tools;
        this.rules = rules;
        this.checkInterval = checkInterval;
        this.clock = clock;
    }

    /** Slots in which a challenge is under way: what is trained there meanwhile would only cut it short. */
    Set<SlotName> challenged() {
        return tools.trials().slots();
    }

    /** Looks when it is time to; returns soon. */
    void step() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(checkInterval);
        Map<SlotName, Progress> progress = tools.trials().look();
        show(progress);
        progress.forEach((slot, it) -> judge(slot, it, now));
    }

    private void show(Map<SlotName, Progress> progress) {
        if (!progress.equals(shown)) {
            tools.table().show(progress);
            tools.meters().tried(progress);
            shown = progress;
        }
    }

    private void judge(SlotName slot, Progress progress, Instant now) {
        String version = progress.challenge().version();
        if (progress.standing().isProven()) {
            proven(slot, progress);
        } else if (progress.standing().settled() >= rules.mostClaims()) {
            move(
                    slot,
                    progress,
                    moves -> moves.endByItself(version),
                    "Not proven better in as many claims as a challenge may take: ");
        } else if (!now.isBefore(progress.challenge().since().plus(rules.longest()))) {
            move(
                    slot,
                    progress,
                    moves -> moves.endByItself(version),
                    "Not proven better in the time that a challenge may take: ");
        }
    }

    private void proven(SlotName slot, Progress progress) {
        String version = progress.challenge().version();
        if (progress.challenge().isCanary()) {
            if (progress.decided() >= rules.canarySettlements()) {
                String reason =
                        "Proven better, " + progress.decided() + " settled claims decided as a canary among them: ";
                move(slot, progress, moves -> moves.promoteByItself(version), reason);
            }
        } else if (rules.promotion() == Promotion.CANARY) {
            move(
                    slot,
                    progress,
                    moves -> moves.canaryByItself(version, rules.canaryShare()),
                    "Proven better in the shadow, a canary from here on: ");
        } else {
            move(slot, progress, moves -> moves.promoteByItself(version), "Proven better in the shadow: ");
        }
    }

    /** What is wanted of a challenger. */
    @FunctionalInterface
    interface Wanted {
        Decision of(ChallengeMoves moves);
    }

    private void move(SlotName slot, Progress progress, Wanted wanted, String because) {
        String reason = because + progress.standing().text() + ".";
        tools.moves()
                .challenge(slot, wanted)
                .fold(move -> publish(slot, move, reason), refusal -> leave(progress, refusal.text()));
    }

    private boolean publish(SlotName slot, Decision.Move move, String reason) {
        tools.publisher().publish(Publication.move(tools.moves().ofTrial(move, slot, reason)), Optional.empty());
        tools.moved().run();
        return true;
    }

    /** Says once that a challenger stays what it is. */
    private boolean leave(Progress progress, String why) {
        String version = progress.challenge().version();
        if (told.add(version)) {
            LOGGER.atInfo()
                    .addKeyValue("modelVersion", version)
                    .addKeyValue("reason", progress.standing().text() + ". Left as it is: " + why)
                    .log("challenger does not move");
        }
        return false;
    }
}
