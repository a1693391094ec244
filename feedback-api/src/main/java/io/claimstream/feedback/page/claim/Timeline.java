package io.claimstream.feedback.page.claim;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.claim.HistoryView.Moment;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Score;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything that happened to a claim, by when the log took it.
 *
 * @param claim the claim as it is known now
 * @param reader who reads
 * @param names what those who act are called
 * @param address of the history, to which a moment is added
 */
record Timeline(Claim claim, Reader reader, UnaryOperator<String> names, String address) {

    /** The most that is shown, the newest. */
    static final int MOST = 200;

    private record Happened(Instant at, String what, String more) {}

    /**
     * The moments, the oldest first.
     *
     * @param asOf the moment that is looked at
     */
    List<Moment> moments(List<Rescore> rescores, Instant asOf) {
        List<Happened> all = new ArrayList<>();
        claim.revisions().forEach(it -> add(it, all));
        rescores.forEach(it -> add(it, all));
        claim.feedback().forEach(it -> all.add(said(it)));
        all.sort(Comparator.comparing(Happened::at));
        return all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
                .map(it -> new Moment(
                        it.at(),
                        it.what(),
                        it.more(),
                        address + "?asOf=" + it.at(),
                        it.at().isAfter(asOf)))
                .toList();
    }

    private void add(Revision revision, List<Happened> all) {
        String which = "Revision " + reader.count(revision.number());
        if (revision.accepted()) {
            all.add(new Happened(revision.submittedAt(), which + " was submitted and accepted", ""));
        } else if (revision.rejections().isEmpty()) {
            all.add(new Happened(revision.submittedAt(), which + " was submitted", ""));
        }
        revision.rejections()
                .forEach(it -> all.add(new Happened(
                        it.at(),
                        "A submission of revision " + reader.count(revision.number()) + " was rejected",
                        rules(it))));
        revision.deadLetters()
                .forEach(it -> all.add(new Happened(
                        it.letter().at(), which + " came to grief in " + it.service(), Words.of(it.code()))));
        Score score = revision.score();
        if (score != null) {
            all.add(new Happened(at(score), which + " was scored by the " + model(score), estimate(score)));
        }
    }

    private static String rules(Claim.Rejection rejection) {
        List<String> codes = new ArrayList<>();
        rejection.violations().forEach(it -> codes.add(ClaimViews.broken(it)));
        return String.join(" ", codes);
    }

    private void add(Rescore rescore, List<Happened> all) {
        String which = "revision " + reader.count(rescore.revision());
        all.add(new Happened(
                rescore.asked().at(),
                names.apply(rescore.asked().actor()) + " asked to score " + which + " once more",
                rescore.asked().reason()));
        Score score = rescore.score();
        if (score != null) {
            all.add(new Happened(
                    at(score),
                    "R" + which.substring(1) + " was scored once more by the " + model(score)
                            + ", which counts nowhere",
                    estimate(score)));
        }
        Rescore.Refused refused = rescore.refused();
        if (refused != null) {
            all.add(new Happened(refused.at(), "It was not scored once more", refused.detail()));
        }
    }

    private Happened said(Feedback one) {
        BigDecimal amount = one.said().amount();
        return new Happened(
                one.recordedAt(),
                names.apply(one.actor()) + " " + verb(one.said().kind()),
                amount == null ? "" : reader.money(amount, currency(one)));
    }

    private static String verb(FeedbackKind kind) {
        return switch (kind) {
            case ACCEPTED -> "agreed with the estimate";
            case CORRECTED -> "corrected it";
            case SETTLED -> "said what was paid";
            case WITHDRAWN -> "took back what was said";
            case UNKNOWN -> "said something else";
        };
    }

    private String estimate(Score score) {
        return reader.money(
                score.document().path("estimate").decimalValue(),
                score.document().path("currency").asText());
    }

    private static Instant at(Score score) {
        return Instant.parse(score.document().path("scoredAt").asText());
    }

    private static String model(Score score) {
        return ClaimViews.model(score.document().path("modelVersion").asText());
    }

    private String currency(Feedback one) {
        return claim.scoreOf(one).map(Score::currency).orElse("");
    }
}
