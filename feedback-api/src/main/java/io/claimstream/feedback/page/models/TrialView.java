package io.claimstream.feedback.page.models;

import io.claimstream.domain.trial.TrialPoint;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Trial;
import io.claimstream.model.picture.CourseChart;
import io.claimstream.model.picture.CourseChart.Point;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.Table;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A challenger on trial.
 *
 * @param facts what is known of it
 * @param verdict how it stands, in a sentence
 * @param needs what it still needs, in sentences
 * @param picture the evidence as it grew, with its table; blank before any claim
 */
public record TrialView(String version, List<Fact> facts, String verdict, List<String> needs, String picture) {

    public TrialView {
        facts = List.copyOf(facts);
        needs = List.copyOf(needs);
    }

    /** @param isLinked whether the reader may see models */
    static TrialView of(Challenge challenge, Instant now, Reader reader, boolean isLinked) {
        boolean isCanary = challenge.share() > 0;
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Challenger", challenge.version(), isLinked ? "/models/" + challenge.version() : ""));
        facts.add(Fact.of(
                "How",
                isCanary
                        ? "As a canary: decides " + reader.share(challenge.share()) + " of the claims"
                        : "In shadow: scores every claim, decides none"));
        facts.add(Fact.of("Since", reader.time(challenge.since()) + ", " + ModelWords.ago(now, challenge.since())));
        Trial trial = challenge.trial();
        if (trial == null) {
            return new TrialView(
                    challenge.version(),
                    facts,
                    "The retrain worker has not looked yet.",
                    List.of("Settled claims that champion and challenger both estimated."),
                    "");
        }
        facts.add(Fact.of("Settled claims that both estimated", reader.count(trial.settled())));
        facts.add(Fact.of("Those that count", reader.count(trial.judged()) + ": the first of each claimant"));
        if (isCanary) {
            facts.add(Fact.of("Settled claims that it decided", reader.count(trial.decided())));
        }
        if (trial.judged() > 0) {
            facts.add(Fact.of("Error of the challenger", reader.share(trial.challengerError())));
            facts.add(Fact.of("Error of the champion", reader.share(trial.championError())));
        }
        facts.add(Fact.of("Evidence", number(trial.evidence(), reader) + " of " + number(trial.threshold(), reader)));
        return new TrialView(
                challenge.version(), facts, verdict(trial), needs(trial, isCanary, reader), picture(trial, reader));
    }

    private static String verdict(Trial trial) {
        if (trial.evidence() >= trial.threshold()) {
            return "Proven better.";
        }
        if (trial.judged() == 0) {
            return "Nothing is known yet.";
        }
        return trial.challengerError() < trial.championError() ? "Better so far, not proven." : "Not better so far.";
    }

    private static List<String> needs(Trial trial, boolean isCanary, Reader reader) {
        List<String> needs = new ArrayList<>();
        if (trial.evidence() < trial.threshold()) {
            needs.add("Evidence of " + number(trial.threshold(), reader) + "; it is "
                    + number(trial.evidence(), reader)
                    + ". Each settled claim that both estimated, the first of its claimant, multiplies it: up where the challenger was nearer, down where the"
                    + " champion was.");
            needs.add(
                    "Without proof it ends by itself after so many settled claims, or so long, as the retrain worker is set up for.");
        } else if (isCanary) {
            needs.add("Enough settled claims of those that it decided: " + reader.count(trial.decided())
                    + " so far. Then it is promoted by itself.");
        } else {
            needs.add(
                    "Nothing: the next look at it promotes it, or makes it a canary first, as the retrain worker is set up.");
        }
        return needs;
    }

    private static String picture(Trial trial, Reader reader) {
        List<Point> points = new ArrayList<>();
        Table table = new Table("Evidence for the challenger", "claims that count", "evidence", "proof");
        for (TrialPoint step : trial.course()) {
            points.add(new Point(step.judged(), step.evidence()));
            table.row(reader.count(step.judged()), number(step.evidence(), reader), number(trial.threshold(), reader));
        }
        return points.size() < 2
                ? ""
                : Figure.html(
                        table,
                        new CourseChart(
                                "p-trial",
                                "Evidence for the challenger",
                                "From 1 at the first claim to " + number(trial.evidence(), reader)
                                        + " now. On the dashed line it is proven better.",
                                "settled claims that count",
                                points,
                                trial.threshold(),
                                "proven better",
                                it -> number(it, reader)));
    }

    /** With three digits that count, however small. */
    private static String number(double value, Reader reader) {
        NumberFormat form = NumberFormat.getInstance(reader.locale());
        int digits = value <= 0 ? 0 : (int) Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(value))));
        form.setMaximumFractionDigits(digits);
        return form.format(value);
    }
}
