package io.claimstream.retrain.learn;

import io.claimstream.domain.lifecycle.Decision;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.retrain.calibrate.Calibrations;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.publish.Publication;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.watch.Breach;
import io.claimstream.retrain.watch.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from settlements while a champion serves: it is calibrated anew, and rolled back when it breaks its bounds. Goes on beside
 * a training: doubt does not wait for a better model. Used by one thread.
 */
final class ChampionWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChampionWatch.class);

    private final Tools tools;
    private final Rules rules;
    private final LearningMeters meters;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();
    private Instant nextLook = Instant.MIN;

    /**
     * How it goes about it.
     *
     * @param checkInterval time between looks
     * @param isRollingBack whether it rolls back; it measures and says so all the same
     */
    record Rules(Duration checkInterval, boolean isRollingBack) {}

    /**
     * What it works with.
     *
     * @param moved told when it moved a model
     */
    record Tools(Calibrations calibrations, MoveDesk moves, ModelPublisher publisher, Runnable moved) {}

    ChampionWatch(Tools tools, Rules rules, LearningMeters meters, Clock clock) {
        this.tools = tools;
        this.rules = rules;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks when it is time to; returns soon. */
    void step() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(rules.checkInterval());
        calibrate(now.truncatedTo(ChronoUnit.MICROS));
        Map<SlotName, Standing> standings = tools.calibrations().standings();
        meters.judged(standings);
        standings.forEach(this::judge);
    }

    private void calibrate(Instant at) {
        List<CalibrationRecord> due = tools.calibrations().due(at);
        if (!due.isEmpty()) {
            tools.publisher().publish(Publication.calibrations(due), Optional.empty());
            due.forEach(TurnLog::tell);
            due.forEach(meters::calibrated);
        }
    }

    private void judge(SlotName slot, Standing standing) {
        if (standing.breaches().isEmpty()) {
            told.remove(standing.version());
        } else if (rules.isRollingBack()) {
            tools.moves()
                    .rollBackByItself(slot, standing)
                    .fold(move -> rollBack(slot, standing, move), refusal -> leave(standing, refusal.text()));
        } else {
            leave(standing, "retrain.rollback.automatic is off.");
        }
    }

    private boolean rollBack(SlotName slot, Standing standing, Decision.Move move) {
        tools.publisher()
                .publish(Publication.move(tools.moves().byItself(move, slot, reason(standing))), Optional.empty());
        standing.breaches().forEach(breach -> meters.rolledBack(breach.bound()));
        tools.moved().run();
        return true;
    }

    /** Says once that a champion stays in service although it breaks its bounds. */
    private boolean leave(Standing standing, String why) {
        if (told.add(standing.version())) {
            LOGGER.atWarn()
                    .addKeyValue("modelVersion", standing.version())
                    .addKeyValue("reason", reason(standing) + " Left in service: " + why)
                    .log("champion breaks its bounds");
        }
        return false;
    }

    private static String reason(Standing standing) {
        return standing.breaches().stream().map(Breach::reason).collect(Collectors.joining(" "));
    }
}
