package io.claimstream.feedback.page.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.desk.ScoringOutcome;
import io.claimstream.feedback.desk.ScoringOutcome.Cases;
import io.claimstream.feedback.desk.Submission;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.submit.ResultView.Broken;
import io.claimstream.feedback.page.submit.ResultView.State;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Score;
import java.util.ArrayList;
import java.util.List;

/**
 * Says in words what became of a claim that was sent.
 *
 * @param reader who reads
 * @param submission what was sent
 * @param poll where to ask again
 */
record ResultViews(Reader reader, Submission submission, String poll) {

    ResultView of(ScoringOutcome outcome) {
        return outcome.fold(new Cases<>(
                it -> scored(State.SCORED, which() + " is scored.", "The estimate is a median.", it.score()),
                it -> scored(
                        State.DUPLICATE,
                        which() + " was there already, with the same content.",
                        "Nothing new was scored. This is the score that it has.",
                        it.score()),
                it -> rejected(it.violations()),
                it -> died(it.letter()),
                it -> view(
                        State.PENDING,
                        which() + " is sent, and still being scored.",
                        "It is kept safely. This part goes on by itself.",
                        List.of(),
                        poll)));
    }

    private String which() {
        return "Claim " + submission.claim().claimId() + ", revision " + submission.revision();
    }

    private ResultView scored(State state, String title, String text, Score score) {
        JsonNode event = score.document();
        String currency = event.path("currency").asText();
        JsonNode interval = event.path("interval");
        return new ResultView(
                state,
                title,
                text,
                reader.money(event.path("estimate").decimalValue(), currency),
                interval.hasNonNull("lower")
                        ? "Interval: " + reader.money(interval.path("lower").decimalValue(), currency) + " to "
                                + reader.money(interval.path("upper").decimalValue(), currency)
                        : "There is no interval: how far off it may be is not known.",
                List.of(),
                claim(),
                Addresses.revised(
                        submission.claim().insurer(), submission.claim().claimId()),
                "");
    }

    private ResultView rejected(JsonNode violations) {
        List<Broken> broken = new ArrayList<>();
        violations.forEach(it -> broken.add(new Broken(
                it.path("field").asText(),
                words(it.path("field").asText()),
                it.path("message").asText(),
                it.path("code").asText())));
        return view(
                State.REJECTED,
                which() + " was rejected.",
                "Mend what is marked, and send it again. The number of the revision may stay.",
                broken,
                "");
    }

    private ResultView died(DeadLetter letter) {
        return view(
                State.DEAD_LETTERED,
                which() + " came to grief on its way to a score.",
                (letter.isSubmission()
                                ? "Send it again, or, once the cause in "
                                : "Sent again it would be a duplicate: once the cause in ")
                        + letter.service() + " (" + letter.code() + ") is mended, an operator can put it back.",
                List.of(),
                "");
    }

    private ResultView view(State state, String title, String text, List<Broken> broken, String again) {
        return new ResultView(state, title, text, "", "", broken, claim(), "", again);
    }

    private String claim() {
        return Addresses.claim(submission.claim().insurer(), submission.claim().claimId());
    }

    /** What people call the field of a path. */
    static String words(String path) {
        return path.isEmpty() ? "The claim" : ClaimFields.words(path.substring(path.lastIndexOf('.') + 1));
    }
}
