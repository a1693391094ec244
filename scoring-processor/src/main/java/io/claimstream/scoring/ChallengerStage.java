package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.published.ModelCatalogue.Challenged;
import io.claimstream.model.published.ServedModel;
import io.claimstream.scoring.StagedModels.Staged;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the challenger of each slot beside its champion, checked and loaded like one, and takes it away when its challenge is over. A champion
 * waits for no challenger. Used by one thread.
 */
final class ChallengerStage {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChallengerStage.class);

    private final ModelCatalogue catalogue;
    private final StagedModels staged;
    private final Champions champions;
    private final ScoringMetrics metrics;
    private final Set<String> refused = new HashSet<>();

    ChallengerStage(ModelCatalogue catalogue, StagedModels staged, Champions champions, ScoringMetrics metrics) {
        this.catalogue = catalogue;
        this.staged = staged;
        this.champions = champions;
        this.metrics = metrics;
    }

    /** Brings every slot up to date as far as can be now. */
    void advance() {
        Set<String> challenged = catalogue.challenged().stream()
                .map(it -> Slots.key(it.deployed().move().getSlot()))
                .collect(Collectors.toSet());
        champions.challengedSlots().stream()
                .filter(slot -> !challenged.contains(Slots.key(slot)))
                .forEach(slot -> champions.challenge(slot, Optional.empty()));
        catalogue.challenged().forEach(this::advance);
        metrics.challengers(champions.challengedSlots().size());
    }

    private void advance(Challenged challenged) {
        ModelSlot slot = challenged.deployed().move().getSlot();
        String version = challenged.challenge().version();
        Optional<Champion> champion = champions.of(slot);
        if (champion.isEmpty() || champion.get().model().model().version().equals(version)) {
            return;
        }
        Optional<Challenger> present =
                champion.get().challenger().filter(it -> it.version().equals(version));
        Optional<CalibrationRecord> calibration =
                catalogue.calibrationInForce(challenged.deployed().move());
        double share = challenged.challenge().share();
        if (present.isEmpty()) {
            load(challenged, version)
                    .ifPresent(model -> put(slot, new Challenger(model, calibration, share), "challenger in place"));
        } else if (present.get().share() != share
                || !present.get().calibration().equals(calibration)) {
            put(slot, new Challenger(present.get().model(), calibration, share), "challenger changed");
        }
    }

    private void put(ModelSlot slot, Challenger challenger, String what) {
        champions.challenge(slot, Optional.of(challenger));
        LOGGER.atInfo()
                .addKeyValue("slot", Slots.key(slot))
                .addKeyValue("modelVersion", challenger.version())
                .addKeyValue("share", challenger.share())
                .log(what);
    }

    private Optional<ServedModel> load(Challenged challenged, String version) {
        if (refused.contains(version) || !catalogue.isWhole(version)) {
            return Optional.empty();
        }
        Optional<Staged> found = staged.take(version);
        if (found.isPresent() && found.get() instanceof Staged.Ready ready) {
            return fitting(challenged, ready.model());
        }
        found.ifPresent(it -> refuse(challenged, ((Staged.Refused) it).refusal()));
        return Optional.empty();
    }

    private Optional<ServedModel> fitting(Challenged challenged, ServedModel model) {
        if (model.model().manifest().slot().equals(challenged.deployed().move().getSlot())) {
            return Optional.of(model);
        }
        model.release();
        refuse(challenged, new Refusal(Code.WRONG_SLOT, "the model is for another slot"));
        return Optional.empty();
    }

    private void refuse(Challenged challenged, Refusal refusal) {
        refused.add(challenged.challenge().version());
        metrics.refused(refusal.code());
        LOGGER.atError()
                .addKeyValue("slot", Slots.key(challenged.deployed().move().getSlot()))
                .addKeyValue("modelVersion", challenged.challenge().version())
                .addKeyValue("code", refusal.code())
                .addKeyValue("reason", refusal.detail())
                .log("challenger refused, the champion scores alone");
    }
}
