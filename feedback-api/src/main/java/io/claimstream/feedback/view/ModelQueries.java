package io.claimstream.feedback.view;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Questions about models. */
final class ModelQueries {

    private static final int VERSIONS = 50;

    private ModelQueries() {}

    static Models models(Handle handle) {
        return new Models(
                champions(handle),
                handle.createQuery("select * from view_model order by published_at desc, version limit :limit")
                        .bind("limit", VERSIONS)
                        .map((row, context) -> Rows.version(row))
                        .list(),
                handle.createQuery("select * from view_deployment order by record_offset desc limit :limit")
                        .bind("limit", ReadModel.DECISIONS)
                        .map((row, context) -> Rows.decision(row))
                        .list());
    }

    /** Slots are few and moves rare, so all of them are read. */
    private static List<Champion> champions(Handle handle) {
        List<ModelDeployment> log =
                LifecycleQueries.moves(handle).stream().map(PlacedMove::event).toList();
        return log.stream()
                .map(ModelDeployment::getSlot)
                .distinct()
                .map(slot -> champion(handle, SlotHistory.of(slot, log)))
                .toList();
    }

    private static Champion champion(Handle handle, SlotHistory history) {
        Slot slot = new Slot(
                history.slot().getLineOfBusiness(),
                history.slot().getCurrency(),
                history.slot().getInsurer().orElse(null));
        Map<String, String> states = new LinkedHashMap<>();
        history.states().forEach((version, state) -> states.put(version, state.word()));
        return new Champion(
                slot,
                history.champion().orElse(null),
                history.term().flatMap(term -> term.move().getCalibration()).orElse(null),
                history.term().map(SlotHistory.Term::from).orElse(null),
                history.isPinned(),
                history.challenge()
                        .map(it -> new Challenge(
                                it.version(),
                                it.number(),
                                it.since(),
                                it.share(),
                                TrialQueries.trial(handle, slot, it.version()).orElse(null)))
                        .orElse(null),
                states);
    }
}
