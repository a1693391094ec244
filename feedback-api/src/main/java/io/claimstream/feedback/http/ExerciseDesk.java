package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.exercise.Estimate;
import io.claimstream.feedback.exercise.Exercise;
import io.claimstream.feedback.exercise.ExerciseAgreement;
import io.claimstream.feedback.exercise.ExerciseClaim;
import io.claimstream.feedback.exercise.ExerciseSearch;
import io.claimstream.feedback.exercise.Exercises;
import io.claimstream.feedback.exercise.Exercises.Changed;
import io.claimstream.feedback.exercise.Exercises.Wanted;
import io.claimstream.feedback.exercise.RightScore;
import io.claimstream.feedback.view.AcceptedRevision;
import io.claimstream.feedback.view.Score;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Asks people for exercises and takes their answers: one set of rules, whether it comes as JSON or from a page. Whoever works through an exercise sees no other, and nobody is told what was planted before it is over. Thread-safe.
 */
public final class ExerciseDesk {

    public static final int USUAL_CLAIMS = 20;
    public static final int LEAST_CLAIMS = 10;
    public static final int MOST_CLAIMS = 60;
    public static final int USUAL_PLANTED_PERCENT = 50;
    /** Without some of each kind an exercise says nothing, and whoever works through it soon knows what to expect. */
    public static final int LEAST_PLANTED_PERCENT = 10;

    public static final int MOST_PLANTED_PERCENT = 90;

    private static final int MOST_REVISIONS = 100;
    private static final int NAME_CHARACTERS = 200;
    private static final Set<Role> WATCHING = Set.of(Role.AUDITOR, Role.ADMINISTRATOR);
    private static final Set<String> KINDS = Set.of("accepted", "corrected");

    private final ApiPorts ports;
    private final Exercises exercises;
    private final Deciders deciders;
    private final AgreementDesk agreement;

    ExerciseDesk(ApiPorts ports) {
        this.ports = ports;
        this.exercises = ports.review().exercises();
        this.deciders = new Deciders(ports);
        this.agreement = new AgreementDesk(ports);
    }

    /**
     * A claim as it is shown in an exercise.
     *
     * @param score the score, saying what the exercise shows
     * @param facts what it was made from; empty when that is no longer kept
     */
    public record Shown(Exercise exercise, ExerciseClaim claim, ClaimScored score, Optional<ClaimAccepted> facts) {}

    /**
     * Draws an exercise for a person.
     *
     * @param json in the form that the API takes
     * @throws ProblemException when it has another form, nobody of that name may decide on claims of the insurer, or too few claims are fit for it
     */
    public Exercise plan(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("insurer", "person", "claims", "planted"));
        String insurer = fields.text("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        String named = fields.text(
                "person", it -> !it.isBlank() && it.length() <= NAME_CHARACTERS, "a login, or a name as in /v1/me");
        int claims = fields.integer("claims", USUAL_CLAIMS, LEAST_CLAIMS, MOST_CLAIMS);
        int planted = fields.integer("planted", USUAL_PLANTED_PERCENT, LEAST_PLANTED_PERCENT, MOST_PLANTED_PERCENT);
        fields.done();
        Authentication.requireServes(context, insurer);
        if (!ports.caughtUp().getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        String person = person(named, insurer);
        return exercises
                .plan(
                        Authentication.act(context),
                        new Wanted(insurer, person, claims, planted),
                        actor -> deciders.means(actor, person))
                .orElseThrow(
                        () -> new ProblemException(
                                ProblemCode.TOO_FEW_CLAIMS,
                                "Expected " + claims
                                        + " settled claims whose last estimate before was right and which the person does not know."));
    }

    private String person(String named, String insurer) {
        String person = ports.access()
                .people()
                .accounts()
                .find(named)
                .map(User::caller)
                .map(Caller::name)
                .orElse(named);
        if (person.startsWith("key:") || !ports.review().queue().mayWork(person, insurer)) {
            throw new ProblemException(Problem.of(
                    ProblemCode.NO_SUCH_WORKER,
                    List.of(new Problem.Field(
                            "/person",
                            "UNKNOWN_ACTOR",
                            "an active account of an adjuster or administrator who serves the insurer, or someone who has"
                                    + " worked its queue"))));
        }
        return person;
    }

    /**
     * The exercise of the address.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Exercise find(Context context) {
        Caller caller = Authentication.caller(context);
        return Query.id(context, "exerciseId").flatMap(it -> seen(caller, it)).orElseThrow(ExerciseDesk::noSuch);
    }

    private Optional<Exercise> seen(Caller caller, String exerciseId) {
        return exercises
                .find(exerciseId)
                .filter(it -> caller.serves(it.insurer()))
                .filter(it -> WATCHING.contains(caller.role()) || isPerson(caller, it));
    }

    /** Whether the caller is who works through an exercise. */
    public boolean isPerson(Caller caller, Exercise exercise) {
        return exercise.person().equals(caller.name()) || exercise.person().equals(caller.person());
    }

    /** Exercises that the caller may see, the newest first; {@code after} of the address is the last one of the page before. */
    public List<Exercise> list(Context context, int limit) {
        Caller caller = Authentication.caller(context);
        Optional<Exercise> after = Query.parameter(context, "after").map(it -> seen(caller, it)
                .orElseThrow(() -> Query.wrong("after", "what next of the page before says")));
        String own = Optional.ofNullable(caller.person()).orElse(caller.name());
        return exercises.list(new ExerciseSearch(
                caller.insurer(), WATCHING.contains(caller.role()) ? null : own, after.orElse(null), limit));
    }

    /**
     * The claim that the caller has to answer now; the time that the answer takes runs from here.
     *
     * @return completes with a {@link ProblemException} when its facts cannot be read now
     * @throws ProblemException when there is no such exercise of the caller's, or it is over
     */
    public CompletableFuture<Shown> next(Context context) {
        Exercise exercise = own(context);
        ExerciseClaim claim = exercise.next().orElseThrow(() -> refused("Expected an exercise that is not over."));
        ClaimKey key = new ClaimKey(exercise.insurer(), claim.score().claimId());
        ClaimScored score = shown(claim);
        List<RecordRef> place = ports.readModel().accepted(key, MOST_REVISIONS).stream()
                .filter(it -> it.number() == claim.score().revision())
                .map(AcceptedRevision::place)
                .toList();
        return WhatIfProblems.told(ports.whatIf().facts(key, place, Optional.empty()))
                .thenApplyAsync(
                        facts -> {
                            exercises.showed(exercise.exerciseId(), claim.number());
                            return new Shown(
                                    exercise,
                                    claim,
                                    score,
                                    facts.revisions().stream()
                                            .flatMap(Optional::stream)
                                            .findFirst());
                        },
                        ports.executor());
    }

    /** The published score with the estimate that the exercise shows. */
    private ClaimScored shown(ExerciseClaim claim) {
        RightScore right = claim.score();
        Estimate estimate = claim.shown();
        ClaimScored published = ports.readModel()
                .score(right.scoreId())
                .map(Score::document)
                .map(it -> EventJson.fromJson(it, ClaimScored.class))
                .orElseThrow(() -> ports.missing(ProblemCode.SCORE_NOT_FOUND, "Expected a score that is kept."));
        double coverage =
                published.getInterval().map(Interval::getNominalCoverage).orElseThrow();
        return ClaimScored.newBuilder(published)
                .setEstimate(estimate.median())
                .setInterval(new Interval(estimate.lower(), estimate.upper(), coverage))
                .build();
    }

    /**
     * Takes the caller's answer to the claim that was shown.
     *
     * @param json in the form that the API takes
     * @throws ProblemException when it has another form, or another claim is to be answered
     */
    public Exercise answer(Context context, JsonNode json) {
        Exercise exercise = own(context);
        Fields fields = new Fields(json, Set.of("number", "kind", "amount"));
        int number = fields.integer("number", 0, 1, MOST_CLAIMS);
        String kind = fields.text("kind", KINDS::contains, "accepted or corrected");
        Optional<BigDecimal> amount = Optional.empty();
        if (kind.equals("corrected")) {
            amount = fields.amount("amount", "an amount such as 1500.00");
        } else {
            fields.refuse("amount", "an amount only with corrected");
        }
        fields.done();
        BigDecimal own = amount.orElse(null);
        return done(
                () -> exercises.answer(Authentication.act(context), exercise.exerciseId(), number, own),
                "Expected the number of the claim that was shown to you last.");
    }

    /**
     * Ends the exercise of the address, by who works through it or who may ask for exercises.
     *
     * @throws ProblemException when there is none, or it is over
     */
    public Exercise end(Context context) {
        Exercise exercise = find(context);
        return done(
                () -> exercises.end(Authentication.act(context), exercise.exerciseId()),
                "Expected an exercise that is not over.");
    }

    /** How people answered in exercises, on claims of the insurer that is asked for and the caller serves. */
    public ExerciseAgreement agreement(Context context) {
        return exercises.agreement(OverviewQuery.insurer(context), agreement.days(context));
    }

    private Exercise own(Context context) {
        Caller caller = Authentication.caller(context);
        return Optional.of(find(context)).filter(it -> isPerson(caller, it)).orElseThrow(ExerciseDesk::noSuch);
    }

    private static Exercise done(Supplier<Optional<Changed>> change, String expected) {
        Changed changed = change.get().orElseThrow(ExerciseDesk::noSuch);
        if (!changed.isDone()) {
            throw refused(expected);
        }
        return changed.exercise();
    }

    private static ProblemException refused(String expected) {
        return new ProblemException(ProblemCode.EXERCISE_STATE, expected);
    }

    private static ProblemException noSuch() {
        return new ProblemException(ProblemCode.EXERCISE_NOT_FOUND, "Expected the id of an exercise of yours.");
    }
}
