package io.claimstream.feedback.page.claim;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.http.Note;
import io.claimstream.feedback.page.QueueFilter;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.claim.ClaimView.HistoryLine;
import io.claimstream.feedback.page.claim.ClaimView.SaidLine;
import io.claimstream.feedback.view.Became;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.claimstream.model.picture.MoneyScale.Kind;
import io.claimstream.model.picture.MoneyScale.Mark;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was estimated and said of a claim so far.
 *
 * @param claim the claim
 * @param reader who reads
 * @param names what those who act are called
 * @param notes the note of a feedback, for who may read it
 */
record ClaimPast(Claim claim, Reader reader, UnaryOperator<String> names, Function<Feedback, Optional<Note>> notes) {

    /** The most of either list that is shown, the newest first. */
    static final int MOST = 50;

    private static final int MOST_MARKS = 6;

    private static final Map<FeedbackKind, String> SAID = Map.of(
            FeedbackKind.ACCEPTED, "Agreed with the estimate",
            FeedbackKind.CORRECTED, "Corrected",
            FeedbackKind.SETTLED, "Paid",
            FeedbackKind.WITHDRAWN, "Taken back");

    private record Timed(Instant at, HistoryLine line) {}

    /** Every score, live and done again, the newest first. */
    List<HistoryLine> history(List<Rescore> rescores) {
        String current = claim.currentScoreId().orElse("");
        List<Timed> lines = new ArrayList<>();
        for (Revision revision : claim.revisions()) {
            Score score = revision.score();
            if (score != null) {
                boolean isCurrent = score.scoreId().equals(current);
                lines.add(line(score, isCurrent ? "counts now" : "replaced by a newer revision", isCurrent));
            }
        }
        rescores.forEach(it -> lines.add(line(it)));
        return lines.stream()
                .sorted(Comparator.comparing(Timed::at).reversed())
                .limit(MOST)
                .map(Timed::line)
                .toList();
    }

    private Timed line(Score score, String kind, boolean isCurrent) {
        var event = score.document();
        Instant at = Instant.parse(event.path("scoredAt").asText());
        return new Timed(
                at,
                new HistoryLine(
                        score.revision(),
                        reader.time(at),
                        ClaimViews.model(event.path("modelVersion").asText()),
                        reader.money(
                                event.path("estimate").decimalValue(),
                                event.path("currency").asText()),
                        new ClaimViews(reader, at).interval(event),
                        kind,
                        isCurrent));
    }

    private Timed line(Rescore rescore) {
        Score score = rescore.score();
        String asked = names.apply(rescore.asked().actor());
        if (score != null) {
            return line(score, "done again for " + asked + ", counts nowhere", false);
        }
        Rescore.Refused refused = rescore.refused();
        return new Timed(
                rescore.asked().at(),
                new HistoryLine(
                        rescore.revision(),
                        reader.time(rescore.asked().at()),
                        Optional.ofNullable(rescore.asked().version())
                                .map(ClaimViews::model)
                                .orElse("whatever is in service"),
                        Reader.NONE,
                        Reader.NONE,
                        refused == null
                                ? "asked for once more by " + asked + ", not done yet"
                                : "not done again: " + refused.detail(),
                        false));
    }

    /** What people said, the newest first. */
    List<SaidLine> said(Uses uses) {
        return claim.feedback().stream()
                .sorted(Comparator.comparing(Feedback::recordedAt).reversed())
                .limit(MOST)
                .map(it -> said(it, uses))
                .toList();
    }

    private SaidLine said(Feedback one, Uses uses) {
        BigDecimal amount = amount(one);
        String code = one.said().reasonCode();
        return new SaidLine(
                Objects.requireNonNullElse(SAID.get(one.said().kind()), "Said something else")
                        + (code == null ? "" : ": " + reason(code)),
                notes.apply(one).map(Note::words).orElse(""),
                names.apply(one.actor()),
                reader.time(one.recordedAt()),
                amount == null ? Reader.NONE : reader.money(amount, currency(one)),
                became(one),
                uses.of(one.feedbackId()).stream().map(ClaimViews::model).collect(Collectors.joining(", ")));
    }

    private static String reason(String code) {
        return DecisionPanel.reasonCodes().stream()
                .filter(it -> it.value().equals(code))
                .map(QueueFilter.Choice::label)
                .findFirst()
                .orElse(code);
    }

    private String became(Feedback one) {
        if (one.said().kind() == FeedbackKind.WITHDRAWN) {
            return "";
        }
        return switch (Became.of(one, claim.feedback(), claim.currentScoreId().orElse(""))
                .state()) {
            case STANDS -> "stands";
            case WITHDRAWN -> "was taken back";
            case SUPERSEDED -> "a later word or score counts instead";
        };
    }

    /** What the current estimate is compared with: what people gave instead, and what was paid. */
    List<Mark> marks() {
        String current = claim.currentScoreId().orElse("");
        List<Mark> marks = new ArrayList<>();
        String currency = claim.currentScore().map(Score::currency).orElse("");
        for (Feedback one : claim.feedback()) {
            BigDecimal amount = one.said().amount();
            boolean isPaid = one.said().kind() == FeedbackKind.SETTLED;
            boolean isOfThis = isPaid || current.equals(one.scoreId());
            // What was said in another currency, before a revision corrected it, has no place on the scale of this one.
            if (amount != null && !one.withdrawn() && isOfThis && currency(one).equals(currency)) {
                String who = names.apply(one.actor());
                marks.add(new Mark(isPaid ? "Paid" : "Corrected by " + who, amount, isPaid ? Kind.PAID : Kind.DECIDED));
            }
        }
        return marks.subList(Math.max(0, marks.size() - MOST_MARKS), marks.size());
    }

    private @Nullable BigDecimal amount(Feedback one) {
        if (one.said().kind() == FeedbackKind.ACCEPTED) {
            return claim.scoreOf(one)
                    .map(it -> it.document().path("estimate").decimalValue())
                    .orElse(null);
        }
        return one.said().amount();
    }

    private String currency(Feedback one) {
        return claim.scoreOf(one).map(Score::currency).orElse("");
    }
}
