package io.claimstream.feedback.view;

import io.claimstream.domain.trial.TrialPoint;
import io.claimstream.feedback.view.Models.Slot;
import io.claimstream.feedback.view.Models.Trial;
import io.claimstream.schemas.json.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Questions about challengers on trial. Their table is retrain-worker's, in the database that both share; here it is only read. */
final class TrialQueries {

    private static final String OF_SLOT =
            "select * from view_trial where line_of_business = :line and currency = :currency"
                    + " and version = :version";
    private static final String COURSE =
            "select course from view_trial_course where line_of_business = :line and currency = :currency"
                    + " and version = :version";

    private TrialQueries() {}

    /** How far the trial of a challenger is; empty before the worker has looked. */
    static Optional<Trial> trial(Handle handle, Slot slot, String version) {
        if (!Tables.exists(handle, "view_trial")) {
            return Optional.empty();
        }
        return handle.createQuery(OF_SLOT)
                .bind("line", slot.lineOfBusiness())
                .bind("currency", slot.currency())
                .bind("version", version)
                .map((row, context) -> new Trial(
                        row.getInt("settled"),
                        row.getInt("judged"),
                        row.getDouble("champion_error"),
                        row.getDouble("challenger_error"),
                        row.getDouble("evidence"),
                        row.getDouble("threshold"),
                        row.getInt("decided"),
                        course(handle, slot, version)))
                .findOne();
    }

    private static List<TrialPoint> course(Handle handle, Slot slot, String version) {
        List<TrialPoint> points = new ArrayList<>();
        if (!Tables.exists(handle, "view_trial_course")) {
            return points;
        }
        handle.createQuery(COURSE)
                .bind("line", slot.lineOfBusiness())
                .bind("currency", slot.currency())
                .bind("version", version)
                .mapTo(String.class)
                .findOne()
                .map(EventJson::parse)
                .ifPresent(course -> course.forEach(it -> points.add(new TrialPoint(
                        it.path("judged").asInt(), it.path("evidence").asDouble()))));
        return points;
    }
}
