package io.claimstream.feedback.view;

import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Questions about models. */
final class ModelQueries {

    private static final int VERSIONS = 50;
    private static final String PLACED = "select d.* from view_deployment d"
            + " where d.action in ('PROMOTED', 'PINNED', 'ROLLED_BACK', 'RETIRED') order by d.record_offset";

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

    /** The last move that placed a version decides. Slots are few and moves rare, so all of them are read. */
    private static List<Champion> champions(Handle handle) {
        Map<Slot, Champion> champions = new LinkedHashMap<>();
        handle.createQuery("select distinct line_of_business, currency, insurer from view_deployment")
                .map((row, context) -> Rows.slot(row))
                .forEach(slot -> champions.put(slot, new Champion(slot, null, null, null)));
        handle.createQuery(PLACED)
                .map((row, context) -> champion(row))
                .forEach(champion -> champions.put(champion.slot(), champion));
        return List.copyOf(champions.values());
    }

    private static Champion champion(ResultSet row) throws SQLException {
        if (Rows.text(row, "action").equals("RETIRED")) {
            return new Champion(Rows.slot(row), null, null, Rows.time(row, "moved_at"));
        }
        return new Champion(
                Rows.slot(row), Rows.text(row, "version"), Rows.number(row, "calibration"), Rows.time(row, "moved_at"));
    }
}
