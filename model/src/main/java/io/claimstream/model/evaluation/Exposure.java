package io.claimstream.model.evaluation;

import io.claimstream.model.DatasetSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model may have learned from these rows, as far as times can tell: a label is never older than its claim, so a claim after the
 * last label that the model was made from is new to it. Of an older one nothing is known.
 *
 * @param lastLabelAt last label that the model was made from
 * @param maybeSeen rows with an event time up to then
 * @param unseen rows after it
 * @param mapeOfUnseen MAPE of these; null when there are none
 * @param text what it means, for people
 */
public record Exposure(Instant lastLabelAt, int maybeSeen, int unseen, @Nullable Double mapeOfUnseen, String text) {

    static Exposure of(Rows rows, DatasetSummary dataset) {
        List<Integer> unseen = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.all().get(i).eventTime().isAfter(dataset.lastLabelAt())) {
                unseen.add(i);
            }
        }
        int maybeSeen = rows.size() - unseen.size();
        Double mape = unseen.isEmpty()
                ? null
                : rows.at(unseen).all().stream()
                        .mapToDouble(row -> Math.abs(row.signedError()))
                        .average()
                        .orElseThrow();
        return new Exposure(
                dataset.lastLabelAt(), maybeSeen, unseen.size(), mape, text(maybeSeen, rows.size(), dataset));
    }

    private static String text(int maybeSeen, int rows, DatasetSummary dataset) {
        if (maybeSeen == 0) {
            return "Every row is later than the last label that the model was made from (" + dataset.lastLabelAt()
                    + "): it has learned from none of them.";
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d rows are not later than the last label that the model was made from (%s): it may have learned from"
                        + " them. If this file, or part of it, was used to train, the errors here look smaller than they are.",
                maybeSeen,
                rows,
                dataset.lastLabelAt());
    }
}
