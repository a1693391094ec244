package io.claimstream.model.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model may have learned from these rows.
 *
 * @param basis how it is known
 * @param lastLabelAt last label that the model was made from
 * @param maybeSeen rows that it may have learned from
 * @param unseen the others
 * @param mapeOfUnseen MAPE of these; null when there are none
 * @param text what it means, for people
 */
public record Exposure(
        Basis basis, Instant lastLabelAt, int maybeSeen, int unseen, @Nullable Double mapeOfUnseen, String text) {

    /** How it is known which rows a model may have learned from. */
    public enum Basis {
        /** The rows were held out when it was trained; one is only counted when a row alike was learned from. */
        HELD_OUT,
        /** The rows it learned from are at hand: one is counted when a row alike is among them. */
        ROWS,
        /**
         * Only times are known: a label is never older than its claim, so a claim after the last label that the model was made from is
         * new to it. Of an older one nothing is known.
         */
        TIME,
        /** The model was made elsewhere: of no row it is known whether it learned from it. */
        MADE_ELSEWHERE
    }

    static Exposure of(Rows rows, Subject subject) {
        Instant lastLabelAt = subject.manifest().dataset().lastLabelAt();
        Learned learned = subject.learned();
        if (subject.manifest().upload() != null) {
            return of(rows, lastLabelAt, Basis.MADE_ELSEWHERE, row -> false);
        }
        if (learned == null) {
            return of(rows, lastLabelAt, Basis.TIME, row -> row.eventTime().isAfter(lastLabelAt));
        }
        List<String> names = subject.manifest().features();
        int fromDates = Rows.fromDates(names);
        Set<Object> contents = learned.contents(names);
        return of(
                rows,
                lastLabelAt,
                learned.isHoldout() ? Basis.HELD_OUT : Basis.ROWS,
                row -> !contents.contains(Rows.content(row.settlement(), row.features(), fromDates)));
    }

    private static Exposure of(Rows rows, Instant lastLabelAt, Basis basis, Predicate<EvaluatedRow> isNew) {
        List<Integer> unseen = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (isNew.test(rows.all().get(i))) {
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
                basis, lastLabelAt, maybeSeen, unseen.size(), mape, text(basis, lastLabelAt, maybeSeen, rows.size()));
    }

    private static String text(Basis basis, Instant lastLabelAt, int maybeSeen, int rows) {
        String counted = String.format(Locale.ROOT, "%,d of %,d rows", maybeSeen, rows);
        return switch (basis) {
            case HELD_OUT ->
                "These rows were held out: their labels are later than all that the model was trained and calibrated on. "
                        + (maybeSeen == 0
                                ? "None is a repetition of a row that it learned from."
                                : counted + " are repetitions of rows that it learned from.");
            case ROWS ->
                maybeSeen == 0
                        ? "None of these rows is among those that the model was trained and calibrated on."
                        : counted
                                + " are among those that the model was trained or calibrated on, or repetitions of them;"
                                + " the errors here look smaller than they are.";
            case MADE_ELSEWHERE ->
                "The model was made elsewhere and uploaded: nobody here knows which of these rows it learned from. If it learned from"
                        + " them, the errors here look smaller than they are.";
            case TIME ->
                maybeSeen == 0
                        ? "Every row is later than the last label that the model was made from (" + lastLabelAt
                                + "): it has learned from none of them."
                        : counted + " are not later than the last label that the model was made from (" + lastLabelAt
                                + "): it may have learned from them. If this file, or part of it, was used to train, the"
                                + " errors here look smaller than they are.";
        };
    }
}
