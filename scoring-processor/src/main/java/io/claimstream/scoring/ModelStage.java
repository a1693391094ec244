package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.published.ModelCatalogue.Deployed;
import io.claimstream.model.published.ServedModel;
import io.claimstream.scoring.StagedModels.Staged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings into service what was last deployed in each slot: model and calibration are swapped at once, between two records. The newest
 * models are staged before they are deployed. What is refused or not complete is reported once, and the last good model stays; where none
 * is in service yet, the one before is tried. Used by one thread.
 */
final class ModelStage {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModelStage.class);

    private final ModelCatalogue catalogue;
    private final StagedModels staged;
    private final int stagedAhead;
    private final Champions champions;
    private final ChallengerStage challengers;
    private final ScoringMetrics metrics;
    private final Clock clock;
    private final Duration patience;
    private final Instant openedAt;
    private final Map<Long, Refusal> causes = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private final Map<Long, Instant> waitingSince = new HashMap<>();
    private final Set<Long> reportedMissing = new HashSet<>();
    private final Set<String> slotsLoading = new HashSet<>();
    private volatile List<SlotState> states = List.of();

    /**
     * Bounds of staging.
     *
     * @param patience time after which a deployed model that is not complete is reported
     * @param stagedAhead how many of the newest models are staged before they are deployed
     */
    record Limits(Duration patience, int stagedAhead) {}

    ModelStage(
            ModelCatalogue catalogue,
            StagedModels staged,
            Champions champions,
            ScoringMetrics metrics,
            Clock clock,
            Limits limits) {
        this.catalogue = catalogue;
        this.staged = staged;
        this.stagedAhead = limits.stagedAhead();
        this.champions = champions;
        this.challengers = new ChallengerStage(catalogue, staged, champions, metrics);
        this.metrics = metrics;
        this.clock = clock;
        this.patience = limits.patience();
        this.openedAt = clock.instant();
    }

    /** Serves what can be served now, and has the next be loaded. */
    void advance() {
        metrics.settleSwap();
        slotsLoading.clear();
        // Once before anything is loaded, so that a deployment shows as not served while its model loads or hangs.
        show(this::isServed);
        show(deployed -> isServed(deployed) || (!isLoading(deployed) && serve(deployed)));
        forgetOldDeployments();
        challengers.advance();
        staged.prepare(catalogue.newest(stagedAhead)).forEach(this::reportRefusedAhead);
    }

    /** Whether a deployment waits for nothing but its model to load. */
    boolean isLoading() {
        return !slotsLoading.isEmpty();
    }

    /** Whether a later deployment of the slot is about to be served: then those before it are over. */
    private boolean isLoading(Deployed deployed) {
        return slotsLoading.contains(Slots.key(deployed.move().getSlot()));
    }

    private void show(Predicate<Deployed> served) {
        List<SlotState> now = new ArrayList<>();
        for (Deque<Deployed> latestFirst : catalogue.slots()) {
            now.add(state(latestFirst, served));
        }
        metrics.slots(now, clock, catalogue::publishedAt);
        states = List.copyOf(now);
    }

    /** How each slot is, as of the last {@link #advance()}. For any thread. */
    List<SlotState> states() {
        return states;
    }

    private SlotState state(Deque<Deployed> latestFirst, Predicate<Deployed> served) {
        Deployed latest = latestFirst.getFirst();
        Optional<Deployed> oldestNotServed = Optional.empty();
        for (Deployed deployed : latestFirst) {
            if (served.test(deployed)) {
                return oldestNotServed
                        .map(since -> behind(latest, since))
                        .orElseGet(() -> SlotState.current(latest.move(), latest.place()));
            }
            oldestNotServed = Optional.of(deployed);
        }
        return behind(latest, latestFirst.getLast());
    }

    private SlotState behind(Deployed latest, Deployed oldestNotServed) {
        Optional<Champion> champion = champions.of(latest.move().getSlot());
        return new SlotState(
                Slots.key(latest.move().getSlot()),
                champion.map(served -> served.model().model().version()).orElse(Scorer.BASELINE),
                champion.map(Champion::deployment).orElse(SlotState.NONE),
                Optional.of(new SlotState.Behind(
                        latest.move().getVersion(), oldestNotServed.at(), causes.get(latest.place()))));
    }

    /** Whether a deployment, or a later one, is in service; a later calibration of the same model is taken over. */
    private boolean isServed(Deployed deployed) {
        ModelSlot slot = deployed.move().getSlot();
        Optional<Champion> champion = champions.of(slot);
        if (champion.isEmpty()) {
            return deployed.move().getVersion().equals(Scorer.BASELINE);
        }
        if (champion.get().deployment() == deployed.place()) {
            recalibrate(deployed, champion.get());
            return true;
        }
        return champion.get().deployment() > deployed.place();
    }

    private void recalibrate(Deployed deployed, Champion champion) {
        Optional<CalibrationRecord> inForce = catalogue.calibrationInForce(deployed.move());
        int number = inForce.map(CalibrationRecord::getNumber).orElse(0);
        if (number != champion.calibrationNumber()) {
            champions.recalibrate(deployed.move().getSlot(), inForce, deployed.place());
            announce(deployed.move(), number);
        }
    }

    private boolean serve(Deployed deployed) {
        ModelDeployment move = deployed.move();
        if (move.getVersion().equals(Scorer.BASELINE)) {
            champions.remove(move.getSlot());
            activated(deployed, Optional.empty());
            return true;
        }
        if (refused.contains(deployed.place())) {
            return false;
        }
        if (!catalogue.isWhole(move.getVersion())) {
            return isStillComing(deployed, catalogue.missing(move.getVersion()));
        }
        if (move.getCalibration().isPresent() && !catalogue.hasCalibration(move)) {
            String missing = "calibration " + move.getCalibration().get() + " has not come";
            return isStillComing(deployed, new Refusal(Code.WRONG_CALIBRATION, missing));
        }
        return stage(deployed);
    }

    private boolean stage(Deployed deployed) {
        Optional<CalibrationRecord> calibration = catalogue.calibrationInForce(deployed.move());
        if (catalogue.namesCalibrationOfAnother(deployed.move())) {
            return refuse(deployed, new Refusal(Code.WRONG_CALIBRATION, "the calibration is of another version"));
        }
        Optional<Champion> champion = champions.of(deployed.move().getSlot());
        if (champion.filter(served ->
                        served.model().model().version().equals(deployed.move().getVersion()))
                .isPresent()) {
            champions.recalibrate(deployed.move().getSlot(), calibration, deployed.place());
            activated(deployed, calibration);
            return true;
        }
        Optional<Staged> found = staged.take(deployed.move().getVersion());
        if (found.isEmpty()) {
            causes.remove(deployed.place());
            slotsLoading.add(Slots.key(deployed.move().getSlot()));
            return false;
        }
        return found.get() instanceof Staged.Ready ready
                ? swap(deployed, ready.model(), calibration)
                : refuse(deployed, ((Staged.Refused) found.get()).refusal());
    }

    private boolean swap(Deployed deployed, ServedModel model, Optional<CalibrationRecord> calibration) {
        if (!isFor(deployed.move().getSlot(), model.model().manifest())) {
            model.release();
            return refuse(deployed, new Refusal(Code.WRONG_SLOT, "the model is for another slot"));
        }
        champions.put(deployed.move().getSlot(), model, calibration, deployed.place());
        activated(deployed, calibration);
        return true;
    }

    /** What was deployed before this process began says nothing of how prompt it is. */
    private void activated(Deployed deployed, Optional<CalibrationRecord> calibration) {
        waitingSince.remove(deployed.place());
        causes.remove(deployed.place());
        if (!deployed.at().isBefore(openedAt)) {
            metrics.activated(Duration.between(deployed.at(), clock.instant()));
        }
        announce(deployed.move(), calibration.map(CalibrationRecord::getNumber).orElse(0));
    }

    /** A model for every insurer may be deployed for one; any other deployment must be in the model's own slot. */
    private static boolean isFor(ModelSlot slot, ModelManifest manifest) {
        return manifest.slot().equals(slot)
                || Slots.everyInsurer(slot.getLineOfBusiness(), slot.getCurrency())
                        .equals(manifest.slot());
    }

    private void forgetOldDeployments() {
        Set<Long> remembered = catalogue.slots().stream()
                .flatMap(Deque::stream)
                .map(Deployed::place)
                .collect(Collectors.toSet());
        causes.keySet().retainAll(remembered);
        refused.retainAll(remembered);
        waitingSince.keySet().retainAll(remembered);
        reportedMissing.retainAll(remembered);
    }

    private boolean isStillComing(Deployed deployed, Refusal missing) {
        causes.put(deployed.place(), missing);
        Instant since = waitingSince.computeIfAbsent(deployed.place(), place -> clock.instant());
        boolean isLate = Duration.between(since, clock.instant()).compareTo(patience) >= 0;
        if (isLate && reportedMissing.add(deployed.place())) {
            report(deployed.move(), missing);
        }
        return false;
    }

    private boolean refuse(Deployed deployed, Refusal refusal) {
        refused.add(deployed.place());
        causes.put(deployed.place(), refusal);
        report(deployed.move(), refusal);
        return false;
    }

    private void report(ModelDeployment move, Refusal refusal) {
        metrics.refused(refusal.code());
        LOGGER.atError()
                .addKeyValue("slot", Slots.key(move.getSlot()))
                .addKeyValue("modelVersion", move.getVersion())
                .addKeyValue("code", refusal.code())
                .addKeyValue("reason", refusal.detail())
                .log("model refused, the last good one stays");
    }

    private void reportRefusedAhead(String version, Refusal refusal) {
        metrics.refused(refusal.code());
        LOGGER.atWarn()
                .addKeyValue("modelVersion", version)
                .addKeyValue("code", refusal.code())
                .addKeyValue("reason", refusal.detail())
                .log("model refused before it was deployed");
    }

    private void announce(ModelDeployment move, int calibration) {
        metrics.swapped();
        LOGGER.atInfo()
                .addKeyValue("slot", Slots.key(move.getSlot()))
                .addKeyValue("modelVersion", move.getVersion())
                .addKeyValue("calibration", calibration)
                .log("model in service");
    }
}
