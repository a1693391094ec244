package io.claimstream.feedback.page.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Interval;
import io.claimstream.feedback.letter.Replayable;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.claim.ClaimView.EstimateView;
import io.claimstream.feedback.page.claim.ClaimView.Fact;
import io.claimstream.feedback.page.claim.ClaimView.Notice;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Rejection;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.Score;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.MoneyForm;
import io.claimstream.model.picture.MoneyScale;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Says in words what is known of a claim.
 *
 * @param reader who reads
 * @param now when
 */
record ClaimViews(Reader reader, Instant now) {

    private static final Set<FeedbackKind> DECISIONS = Set.of(FeedbackKind.ACCEPTED, FeedbackKind.CORRECTED);

    /** Short facts for the top of the page. */
    List<Fact> facts(Claim claim, Optional<Score> score) {
        Revision newest = newest(claim);
        List<Fact> facts = new ArrayList<>();
        score.ifPresent(it -> {
            facts.add(fact("Line of business", Words.of(text(it, "lineOfBusiness"))));
            facts.add(fact("Currency", text(it, "currency")));
        });
        facts.add(fact("Insurer", claim.key().insurer()));
        facts.add(fact("Revision", reader.count(newest.number())));
        facts.add(fact("Received", reader.time(newest.submittedAt())));
        Instant due = newest.answerDueAt();
        if (due != null) {
            facts.add(
                    isAnswered(claim)
                            ? fact("Answer due", reader.time(due))
                            : new Fact(
                                    "Answer due", reader.time(due) + ", " + reader.due(now, due), due.isBefore(now)));
        }
        return facts;
    }

    /** Whether nobody waits for an answer any more. */
    private static boolean isAnswered(Claim claim) {
        return claim.feedback().stream()
                .filter(it -> !it.withdrawn())
                .anyMatch(it -> it.said().kind() == FeedbackKind.SETTLED
                        || (DECISIONS.contains(it.said().kind())
                                && claim.currentScoreId()
                                        .filter(id -> id.equals(it.scoreId()))
                                        .isPresent()));
    }

    private static Fact fact(String name, String text) {
        return new Fact(name, text, false);
    }

    static Revision newest(Claim claim) {
        return claim.revisions().get(claim.revisions().size() - 1);
    }

    private static String text(Score score, String field) {
        return score.document().path(field).asText();
    }

    /** What became of the newest revision, where it is not scored. */
    List<Notice> notices(Claim claim) {
        Revision newest = newest(claim);
        List<Notice> notices = new ArrayList<>();
        String which = "Revision " + newest.number();
        String older = claim.currentScoreId().isPresent()
                ? " The estimate below is of an earlier revision."
                : " There is no estimate yet.";
        if (newest.status() == Status.PENDING) {
            notices.add(new Notice(
                    which + " is on its way.",
                    List.of(),
                    "It was received on " + reader.time(newest.submittedAt()) + "." + older));
        }
        if (newest.status() == Status.REJECTED) {
            for (Rejection rejection : newest.rejections()) {
                notices.add(rejected(which, rejection, older));
            }
        }
        if (newest.status() == Status.DEAD_LETTERED) {
            newest.deadLetters().forEach(it -> notices.add(died(which, it, older)));
        }
        return notices;
    }

    private Notice rejected(String which, Rejection rejection, String older) {
        List<String> lines = StreamSupport.stream(rejection.violations().spliterator(), false)
                .map(ClaimViews::broken)
                .toList();
        return new Notice(
                which + " was rejected on " + reader.time(rejection.at()) + ".",
                lines,
                "The submitting system can send it again, corrected." + older);
    }

    /** A rule that a submission broke, after the field that broke it. */
    static String broken(JsonNode violation) {
        String field = Words.ofField(violation.path("field").asText());
        String message = violation.path("message").asText();
        return field.isEmpty() ? message : field + ": " + message;
    }

    private Notice died(String which, DeadLetter letter, String older) {
        return new Notice(
                which + " came to grief on its way to a score.",
                List.of(Words.of(letter.code()) + " in " + letter.service() + ", "
                        + reader.time(letter.letter().at()) + "."),
                hint(letter) + older);
    }

    private static String hint(DeadLetter letter) {
        String mended = "once the cause in " + letter.service() + " is mended, ";
        if (!Replayable.is(letter.source().topic(), letter.service())) {
            return "Sent again it would be a duplicate, and it cannot be put back, since it would count twice: "
                    + mended + "send a newer revision.";
        }
        String putBack = mended + "an operator can put it back.";
        return letter.isSubmission()
                ? "Send the claim again, or, " + putBack
                : "Sent again it would be a duplicate: " + putBack;
    }

    /**
     * The estimate that counts.
     *
     * @param marks what it is compared with
     */
    EstimateView estimate(Score score, List<MoneyScale.Mark> marks) {
        return estimate(EventJson.fromJson(score.document(), ClaimScored.class), marks);
    }

    /** An estimate, as an event says it. */
    EstimateView estimate(ClaimScored event, List<MoneyScale.Mark> marks) {
        MoneyForm form = new MoneyForm(event.getCurrency(), reader.locale());
        MoneyScale scale = new MoneyScale(
                "estimate", "The estimate, and how sure it is", estimate("Estimate", event), marks, form);
        return new EstimateView(
                event.getScoreId(),
                event.getRevision(),
                reader.money(event.getEstimate(), event.getCurrency()),
                sure(event),
                model(event.getModelVersion()) + ", " + reader.time(event.getScoredAt()),
                Figure.html(scale.table(), scale),
                event.getReviewReasons().stream().map(ClaimViews::reviewReason).toList());
    }

    /** An estimate for a money scale. */
    static MoneyScale.Estimate estimate(String name, ClaimScored score) {
        return new MoneyScale.Estimate(
                name,
                score.getEstimate(),
                score.getInterval().map(Interval::getLower).orElse(null),
                score.getInterval().map(Interval::getUpper).orElse(null));
    }

    private String sure(ClaimScored score) {
        String interval = score.getInterval()
                .map(it ->
                        "The interval is built to hold " + reader.share(it.getNominalCoverage()) + " of settlements.")
                .orElse("There is no interval: how far off it may be is not known.");
        return score.getConfidence()
                .map(it -> interval + " The chance that the settlement is within 10% of the estimate is "
                        + reader.share(it) + ".")
                .orElse(interval);
    }

    /** A review reason as a sentence. */
    static String reviewReason(String code) {
        return Arrays.stream(ReviewReason.values())
                .filter(it -> it.name().equals(code))
                .findFirst()
                .map(ReviewReason::text)
                .orElse("A person must look at it.");
    }

    /** A model version in words. */
    static String model(String version) {
        return version.equals(Scorer.BASELINE) ? "baseline (the sum of the amounts claimed)" : "model " + version;
    }

    /** How sure a score was. */
    String interval(JsonNode score) {
        JsonNode interval = score.path("interval");
        String currency = score.path("currency").asText();
        return interval.hasNonNull("lower")
                ? reader.money(interval.path("lower").decimalValue(), currency) + " to "
                        + reader.money(interval.path("upper").decimalValue(), currency)
                : "no interval";
    }
}
