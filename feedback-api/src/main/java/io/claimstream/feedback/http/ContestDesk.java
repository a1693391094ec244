package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.claimant.ClaimantLetter;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.claimant.ReviewAnswer.Outcome;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.contest.Contest.Review;
import io.claimstream.feedback.contest.Contest.Subject;
import io.claimstream.feedback.contest.ContestSearch;
import io.claimstream.feedback.contest.ContestText;
import io.claimstream.feedback.contest.ContestText.Kind;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.http.ContestReader.Ended;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import io.claimstream.platform.seal.SealedField;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes what claimants contest, has a person review it who has not decided on the claim before, and ends it: one set of rules, whether it comes as JSON or from a page. Thread-safe.
 */
public final class ContestDesk {

    private final ApiPorts ports;
    private final Contests contests;
    private final ContestReader reader;
    private final NoteDesk notes;
    private final Deciders deciders;
    private final ContestAnswers answers;
    private final ClaimantDesk claimants;

    ContestDesk(ApiPorts ports, DecisionDesk decisions, ClaimantDesk claimants) {
        this.ports = ports;
        this.contests = ports.review().contests();
        this.reader = new ContestReader(ports.clock());
        this.notes = new NoteDesk(ports);
        this.deciders = new Deciders(ports);
        this.answers = new ContestAnswers(ports, decisions);
        this.claimants = claimants;
    }

    /**
     * Opens a contest on a claim, or adds a statement to the one of the same score that is open.
     *
     * @param json in the form that the API takes
     * @throws ProblemException when it has another form, or there is nothing such to contest for this caller
     */
    public Contests.Opened open(Context context, ClaimKey claim, JsonNode json) {
        ContestReader.Opening opening = reader.opening(json);
        if (!ports.caughtUp().getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        Caller caller = Authentication.caller(context);
        Optional<Feedback> decision = opening.feedbackId().map(id -> ports.readModel()
                .feedback(id)
                .filter(it -> it.claim().equals(claim) && it.said().kind() != FeedbackKind.WITHDRAWN)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.FEEDBACK_NOT_FOUND, "Expected a feedback on this claim.")));
        Score score = opening.scoreId()
                .or(() -> decision.map(Feedback::scoreId))
                .or(() -> ports.readModel().currentScore(claim).map(Score::scoreId))
                .flatMap(ports.readModel()::score)
                .filter(it -> it.claim().equals(claim) && caller.serves(claim.insurer()))
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected a live score of this claim."));
        Contests.Opened opened = contests.open(
                Authentication.act(context),
                new Subject(
                        claim,
                        score.revision(),
                        score.scoreId(),
                        opening.feedbackId().orElse(null)),
                opening.received(),
                Duration.ofDays(ports.review().letters().answerDays(claim.insurer())),
                text(context, claim, score.revision(), Kind.GROUNDS, opening.grounds()));
        if (!opened.isKept()) {
            throw new ProblemException(Problem.of(
                            ProblemCode.CONTEST_STATE,
                            "Expected fewer than " + Contests.MOST_TEXTS + " statements with the contest that is open.")
                    .withLink(Links.contest(opened.contest().contestId())));
        }
        return opened;
    }

    /**
     * The contest of the address.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Contest find(Context context) {
        return Query.id(context, "contestId")
                .flatMap(it -> seen(Authentication.caller(context), it))
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.CONTEST_NOT_FOUND, "Expected the id of a contest."));
    }

    /** A contest that the caller may see. */
    Optional<Contest> seen(Caller caller, String contestId) {
        return contests.find(contestId)
                .filter(it -> caller.serves(it.subject().claim().insurer()));
    }

    /** A page of contests of insurers that the caller serves. */
    public List<Contest> list(ContestSearch search) {
        return contests.list(search);
    }

    /** Those of a claim that the caller serves, what is due first before the rest. */
    public List<Contest> of(ClaimKey claim) {
        return contests.list(ContestSearch.of(claim, Contests.MOST_OF_A_CLAIM));
    }

    /** The time by which clocks are judged. */
    public Instant now() {
        return ports.clock().instant();
    }

    /** Why the caller may not review a contest, as a sentence; empty when they may. */
    public Optional<String> hindrance(Context context, Contest contest) {
        Caller caller = Authentication.caller(context);
        if (caller.person() == null) {
            return Optional.of("Nobody knows whose key this is. Sign in, or use a key of your own.");
        }
        return deciders.has(caller, contest.subject().claim())
                ? Optional.of("You have decided on this claim before. Somebody else has to review it.")
                : Optional.empty();
    }

    /**
     * Has the caller review the contest of the address.
     *
     * @throws ProblemException when the caller has decided on the claim before, is nobody known, or somebody else reviews it
     */
    public Contest begin(Context context) {
        Contest contest = find(context);
        Caller caller = Authentication.caller(context);
        if (caller.person() != null && isReviewer(caller, contest)) {
            return contest;
        }
        String person = undecided(caller, contest);
        return ContestAnswers.done(
                contests.begin(
                        Authentication.act(context),
                        contest.contestId(),
                        new Contests.Reviewer(
                                person,
                                caller.role() == Role.ADMINISTRATOR,
                                deciders.isAnyUnknown(contest.subject().claim()))),
                "Expected a contest that nobody reviews yet; an administrator may take one over.");
    }

    /** The person who asks, of whom nothing was ever decided on the claim. */
    private String undecided(Caller caller, Contest contest) {
        String person = caller.person();
        if (person == null) {
            throw ApprovalHandlers.personUnknown();
        }
        if (deciders.has(caller, contest.subject().claim())) {
            throw new ProblemException(
                    ProblemCode.SECOND_PERSON_NEEDED, "Expected someone who has not decided on the claim before.");
        }
        return person;
    }

    /** Gives the contest of the address more time. */
    public Contest extend(Context context, JsonNode json) {
        Contest contest = find(context);
        ContestReader.More more = reader.more(json);
        if (contest.dueAt().plus(more.time()).isAfter(contest.latestDue())) {
            throw ContestAnswers.refused("Expected an answer within three months of when it was received: at most "
                    + contest.mostMoreDays() + " days more.");
        }
        return ContestAnswers.done(
                contests.extend(
                        Authentication.act(context),
                        contest.contestId(),
                        more.time(),
                        text(context, contest, Kind.EXTENSION, more.why())),
                "Expected a contest that is not answered, not due yet, and got no more time before.");
    }

    /**
     * Ends the contest of the address, or asks a second person where the new amount is above the caller's limit.
     *
     * @param json in the form that the API takes
     * @return completes with the contest as it is then; with a {@link ProblemException} when the new amount does not count
     * @throws ProblemException when it has another form, or is not the caller's to end
     */
    public CompletableFuture<Contest> answer(Context context, JsonNode json) {
        Contest contest = find(context);
        Ended ended = reader.ended(json);
        Caller caller = Authentication.caller(context);
        if (!isReviewer(caller, contest)) {
            if (ended.outcome() != Outcome.WITHDRAWN) {
                throw ContestAnswers.refused("Expected a contest that you review.");
            }
            // Else whoever decided could end the contest of their own decision.
            var unused = undecided(caller, contest);
        }
        return answers.answer(context, contest, ended, text(context, contest, Kind.ANSWER, ended.text()));
    }

    /** The score whose reasons a reviewer has to see: the one that counts. */
    public String reviewed(Contest contest) {
        return answers.current(contest);
    }

    /** What waits for a second person, or did; empty when nothing ever did. */
    public Optional<Approval> approval(Caller caller, Contest contest) {
        return answers.approval(caller, contest);
    }

    /** Whether a caller is the one who reviews a contest. */
    public boolean isReviewer(Caller caller, Contest contest) {
        Review review = contest.review();
        return review != null
                && (review.reviewer().equals(caller.name()) || review.person().equals(caller.person()));
    }

    /** What a caller may read of a text. */
    public Optional<Note> read(Caller caller, Contest contest, @Nullable ContestText text) {
        return Optional.ofNullable(text)
                .filter(it -> NoteDesk.isReader(caller))
                .map(it -> notes.open(
                        contest.subject().claim(), contest.subject().revision(), SealedField.CONTEST_TEXT, it.text()));
    }

    /**
     * The letter that answers the contest of the address.
     *
     * @return completes with a {@link ProblemException} when it cannot be written now
     * @throws ProblemException when there is none, or it is not answered
     */
    public CompletableFuture<ClaimantLetter> letter(Context context) {
        Contest contest = find(context);
        Answer answer = contest.answer();
        if (answer == null) {
            throw ContestAnswers.refused("Expected a contest that is answered.");
        }
        Optional<Note> told = read(Authentication.caller(context), contest, contest.last(Kind.ANSWER));
        if (told.filter(it -> it.state() == Note.State.UNREADABLE).isPresent()) {
            // A letter without it would say something else.
            throw new ProblemException(
                    ProblemCode.SEALING_UNAVAILABLE,
                    "Expected the text of the answer to open here; send the same again once its key is there.");
        }
        return claimants.answer(
                context,
                contest.subject().scoreId(),
                new ReviewAnswer(
                        answer.outcome(),
                        contest.received().at(),
                        answer.at(),
                        Optional.ofNullable(answer.amount()),
                        Optional.ofNullable(contest.review())
                                .filter(Review::isDeciderUnknown)
                                .isPresent(),
                        told.map(Note::text).orElse("")));
    }

    private ContestText text(Context context, Contest contest, Kind kind, String text) {
        return text(context, contest.subject().claim(), contest.subject().revision(), kind, text);
    }

    private ContestText text(Context context, ClaimKey claim, int revision, Kind kind, String text) {
        return new ContestText(
                kind,
                notes.seal(claim, revision, SealedField.CONTEST_TEXT, text).orElse(null),
                now().truncatedTo(ChronoUnit.MICROS),
                Authentication.caller(context).name());
    }
}
