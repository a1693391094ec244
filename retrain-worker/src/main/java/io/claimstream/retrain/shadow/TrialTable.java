package io.claimstream.retrain.shadow;

import io.claimstream.model.ModelJson;
import io.claimstream.retrain.run.SlotName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table that shows people how far challenges are. Nothing is decided by it. Thread-safe. */
public final class TrialTable {

    private static final String INSERT =
            """
            insert into view_trial (line_of_business, currency, version, champion, settled, judged, champion_error,
                challenger_error, evidence, threshold, decided)
            values (:lineOfBusiness, :currency, :version, :champion, :settled, :judged, :championError,
                :challengerError, :evidence, :threshold, :decided)""";

    private static final String INSERT_COURSE =
            "insert into view_trial_course (line_of_business, currency, version, course)"
                    + " values (:lineOfBusiness, :currency, :version, :course)";

    private final Jdbi jdbi;

    public TrialTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Shows these and no others. */
    public void show(Map<SlotName, Progress> challenges) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from view_trial");
            handle.execute("delete from view_trial_course");
            challenges.forEach((slot, progress) -> insert(handle, slot, progress));
        });
    }

    private static void insert(Handle handle, SlotName slot, Progress progress) {
        handle.createUpdate(INSERT)
                .bind("lineOfBusiness", slot.lineOfBusiness())
                .bind("currency", slot.currency())
                .bind("version", progress.challenge().version())
                .bind("champion", progress.champion())
                .bind("settled", progress.standing().settled())
                .bind("judged", progress.standing().judged())
                .bind("championError", progress.standing().championError())
                .bind("challengerError", progress.standing().challengerError())
                .bind("evidence", progress.standing().evidence())
                .bind("threshold", progress.standing().threshold())
                .bind("decided", progress.decided())
                .execute();
        handle.createUpdate(INSERT_COURSE)
                .bind("lineOfBusiness", slot.lineOfBusiness())
                .bind("currency", slot.currency())
                .bind("version", progress.challenge().version())
                .bind("course", new String(ModelJson.bytes(progress.course()), StandardCharsets.UTF_8))
                .execute();
    }
}
