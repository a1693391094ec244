package io.claimstream.feedback.page.office;

import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approval.State;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.ApprovalDesk;
import io.claimstream.feedback.http.NoteDesk;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.office.ApprovalCard.Fact;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells what waits for a second person, in words for one reader.
 *
 * @param act the reader
 */
record ApprovalCards(ApiPorts ports, ApprovalDesk desk, Navigation navigation, Names names, Reader reader, Act act) {

    ApprovalCard of(Approval found) {
        Approval approval = new NoteDesk(ports).readBy(act.caller(), found);
        State state = approval.state(ports.clock().instant());
        Approval.Decision decision = approval.decision();
        String whyNot = state == State.WAITING ? whyNot(approval) : "";
        return new ApprovalCard(
                approval.approvalId(),
                approval.matter().fold(this::title, this::title),
                approval.matter().fold(this::outcome, this::outcome),
                names.apply(approval.askedBy()),
                reader.time(approval.askedAt()),
                reader.time(approval.expiresAt()),
                approval.matter().fold(command -> command.request().reason(), decided -> reason(decided)),
                approval.matter().fold(this::facts, this::facts),
                approval.matter()
                        .fold(
                                command -> "/models/"
                                        + Objects.requireNonNullElse(
                                                command.request().version(), ""),
                                decided -> Addresses.claim(
                                        decided.claim().insurer(),
                                        decided.claim().claimId())),
                approval.matter().fold(command -> "The model", decided -> "The claim"),
                state,
                whyNot,
                approval.isToBeGivenStill(),
                approval.isDecidedBy(act.caller()),
                decision == null ? "" : names.apply(decision.by()),
                decision == null ? "" : reader.time(decision.at()),
                decision == null
                        ? ""
                        : Objects.requireNonNullElse(decision.because().text(), ""));
    }

    /** Why the reader may not decide; blank when they may. */
    private String whyNot(Approval approval) {
        if (!navigation.allows(act.caller().role(), "approve")) {
            return "Your role looks at approvals and does not decide them.";
        }
        if (!act.caller().serves(approval.matter().insurer())) {
            return "It is for all insurers, and you are let in for one.";
        }
        if (approval.isOf(act.caller())) {
            return "You asked for it yourself: somebody else has to decide.";
        }
        boolean isTooMuch =
                approval.matter().fold(command -> false, decision -> !desk.isWithinAuthority(act, decision));
        return isTooMuch ? "The amount is above your own limit: somebody with a higher one has to decide." : "";
    }

    private String title(Matter.Command command) {
        String version = Objects.requireNonNullElse(command.request().version(), "");
        return switch (command.request().kind()) {
            case PROMOTE -> "Put the model " + version + " in service";
            case PIN -> "Put the model " + version + " in service and keep it there";
            case CANARY ->
                "Start the model " + version + " as a canary for " + percent(command.request()) + " of the claims";
            default -> Words.of(command.request().kind().name()) + " the model " + version;
        };
    }

    private String title(Matter.Decision decision) {
        String amount = reader.money(decision.amount(), decision.currency());
        String claim = " on claim " + decision.claim().claimId();
        return switch (decision.request().kind()) {
            case ACCEPTED -> "Agree with the estimate of " + amount + claim;
            case CORRECTED -> "Correct the estimate to " + amount + claim;
            case SETTLED -> "Say that " + amount + " was paid" + claim;
            default -> "Decide " + amount + claim;
        };
    }

    private String outcome(Matter.Command command) {
        CommandRequest request = command.request();
        return request.kind() == ModelCommandKind.CANARY
                ? "When it is approved, it decides " + percent(request) + " of the claims in " + slot(request)
                        + " from then on, and scores the others beside the champion."
                : "When it is approved, every new claim in " + slot(request) + " is scored by it from then on.";
    }

    private String percent(CommandRequest request) {
        return reader.share(Objects.requireNonNull(request.share()));
    }

    private String outcome(Matter.Decision decision) {
        try {
            return shownOutcome(decision);
        } catch (ErasedClaimException e) {
            return e.answer();
        }
    }

    private String shownOutcome(Matter.Decision decision) {
        if (decision.revises() != null) {
            return "When it is approved, it stands in place of what was said before, under both names.";
        }
        Optional<FeedbackKind> standing = ports.readModel()
                .claim(decision.claim())
                .flatMap(Claim::standing)
                .map(it -> it.said().kind());
        if (standing.isEmpty()) {
            return "When it is approved, the decision stands under both names, and the claim leaves the queue.";
        }
        return standing.get() == FeedbackKind.SETTLED && decision.request().kind() != FeedbackKind.SETTLED
                ? "When it is approved, it is recorded under both names. What was paid counts before it."
                : "When it is approved, it counts under both names instead of what stands now.";
    }

    private static String reason(Matter.Decision decision) {
        return Optional.ofNullable(decision.request().reasonCode())
                .map(Words::of)
                .orElse("");
    }

    private List<Fact> facts(Matter.Command command) {
        CommandRequest request = command.request();
        String now = ports.readModel().models().champions().stream()
                .filter(it -> it.slot().lineOfBusiness().equals(request.slot().getLineOfBusiness())
                        && it.slot().currency().equals(request.slot().getCurrency())
                        && Objects.equals(
                                it.slot().insurer(), request.slot().getInsurer().orElse(null)))
                .findFirst()
                .map(Champion::version)
                .orElse("The baseline");
        return List.of(new Fact(
                "In service in " + slot(request), now, Objects.requireNonNullElse(request.version(), Reader.NONE)));
    }

    private List<Fact> facts(Matter.Decision decision) {
        try {
            return shownFacts(decision);
        } catch (ErasedClaimException e) {
            return List.of(new Fact("Claim", Reader.NONE, e.answer()));
        }
    }

    private List<Fact> shownFacts(Matter.Decision decision) {
        List<Fact> facts = new ArrayList<>();
        String amount = reader.money(decision.amount(), decision.currency());
        String estimate =
                ports.readModel().score(decision.scoreId()).map(this::estimate).orElse(Reader.NONE);
        Optional<Claim> claim = ports.readModel().claim(decision.claim());
        Optional<Feedback> said = Optional.ofNullable(decision.revises())
                .map(ports.readModel()::feedback)
                .orElseGet(() -> claim.flatMap(Claim::standing));
        facts.add(new Fact("Estimate", estimate, "stays"));
        facts.add(new Fact(
                "What a person says", said.map(it -> standing(it, claim)).orElse("Nothing"), amount));
        new NoteDesk(ports)
                .of(act.caller(), decision)
                .ifPresent(it -> facts.add(new Fact("Note", Reader.NONE, it.words())));
        facts.add(new Fact("Insurer", decision.claim().insurer(), "stays"));
        return facts;
    }

    /** What was said before and by whom, in the currency of the score that it is about. */
    private String standing(Feedback said, Optional<Claim> claim) {
        Optional<Score> score = claim.flatMap(it -> it.scoreOf(said));
        String amount = Optional.ofNullable(said.said().amount())
                .map(it -> reader.money(it, score.map(Score::currency).orElse("")))
                .or(() -> score.map(this::estimate))
                .orElse(Reader.NONE);
        return amount + " by " + names.apply(said.actor());
    }

    private String estimate(Score score) {
        return reader.money(
                score.document().path("estimate").decimalValue(),
                score.document().path("currency").asText());
    }

    private static String slot(CommandRequest request) {
        return Words.of(request.slot().getLineOfBusiness()) + ", "
                + request.slot().getCurrency()
                + request.slot().getInsurer().map(it -> ", " + it).orElse(", all insurers");
    }

    /** What a problem means to who decides. */
    static String words(Problem problem) {
        return switch (problem.code()) {
            case SECOND_PERSON_NEEDED -> "You asked for it yourself: somebody else has to decide. Nothing was decided.";
            case PERSON_UNKNOWN ->
                "It takes two known persons, and one of them is not known: whoever asked came by a key that is"
                        + " nobody's. Ask them to sign in and ask again. Nothing was decided.";
            case ABOVE_AUTHORITY -> "The amount is above your own limit. Nothing was decided.";
            case APPROVAL_ENDED ->
                "Somebody decided it meanwhile, or its time is over. Below is how it stands. You changed nothing.";
            case SCORE_SUPERSEDED ->
                "A newer revision of the claim was scored meanwhile, so this decision does not count any more. Decline"
                        + " it, and decide on the new estimate.";
            case NOTHING_TO_WITHDRAW -> "What it was to stand in place of was taken back meanwhile. Decline it.";
            case KAFKA_UNAVAILABLE ->
                "You approved it, but Kafka does not answer, so it is not done yet. Approve it again in a moment.";
            default -> problem.code().title() + ". " + problem.detail();
        };
    }
}
