package io.claimstream.feedback.view;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Place;
import io.claimstream.feedback.view.Models.Slot;
import io.claimstream.feedback.view.Models.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Questions about models. */
final class ModelQueries {

    private static final String VERSIONS =
            "select * from view_model %s order by published_at desc, version limit :limit";
    private static final String BELOW = "where published_at < :at or (published_at = :at and version > :after)";

    private ModelQueries() {}

    static Models models(Handle handle, @Nullable Place after, int limit) {
        return new Models(
                champions(handle),
                versions(handle, after, limit),
                handle.createQuery("select * from view_deployment order by record_offset desc limit :limit")
                        .bind("limit", ReadModel.DECISIONS)
                        .map((row, context) -> Rows.decision(row))
                        .list());
    }

    private static List<Version> versions(Handle handle, @Nullable Place after, int limit) {
        Query query = handle.createQuery(VERSIONS.formatted(after == null ? "" : BELOW))
                .bind("limit", limit);
        if (after != null) {
            query.bind("at", Column.bindable(after.publishedAt())).bind("after", after.version());
        }
        return query.map((row, context) -> Rows.version(row)).list();
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
