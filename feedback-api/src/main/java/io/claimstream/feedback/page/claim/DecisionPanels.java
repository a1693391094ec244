package io.claimstream.feedback.page.claim;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.DecisionDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.claim.DecisionPanel.State;
import io.claimstream.feedback.page.claim.DecisionPanel.Typed;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what was decided on a claim, and what a reader may decide. Thread-safe. */
public final class DecisionPanels {

    private final ApiPorts ports;
    private final DecisionDesk desk;
    private final Navigation navigation;
    private final Names names;

    public DecisionPanels(PagePorts ports, Navigation navigation, Names names) {
        this.ports = ports.api();
        this.desk = ports.decisions();
        this.navigation = navigation;
        this.names = names;
    }

    /** Whether the reader decides on claims at all. */
    boolean mayDecide(Context context) {
        return navigation.allows(Authentication.caller(context).role(), "giveFeedback");
    }

    /** As it is now, with what was typed and not taken. */
    DecisionPanel of(Context context, Claim claim, Typed typed, FormErrors errors) {
        String address = Addresses.claim(claim.key().insurer(), claim.key().claimId());
        Optional<Score> score = claim.currentScoreId().flatMap(ports.readModel()::score);
        Reader reader = Readers.of(context);
        Optional<Feedback> standing = new ClaimPast(claim, reader, names, one -> Optional.empty()).standing();
        String currency =
                score.map(it -> it.document().path("currency").asText()).orElse("");
        return new DecisionPanel(
                address,
                Addresses.behind(NextClaim.filter(context)),
                score.map(Score::scoreId).orElse(""),
                state(context, score, standing),
                standing.map(it -> decided(it, currency, reader)).orElse(""),
                standing.filter(it -> it.said().kind() != FeedbackKind.SETTLED)
                        .map(Feedback::feedbackId)
                        .orElse(""),
                score.map(it -> reader.money(it.document().path("estimate").decimalValue(), currency))
                        .orElse(""),
                currency,
                score.filter(it -> mayDecide(context) && !desk.mayAccept(context, it))
                        .isPresent(),
                score.map(it -> waits(context, it, reader)).orElse(""),
                UUID.randomUUID().toString(),
                typed,
                errors);
    }

    private State state(Context context, Optional<Score> score, Optional<Feedback> standing) {
        if (score.isEmpty()) {
            return State.NO_SCORE;
        }
        if (standing.filter(it -> it.said().kind() == FeedbackKind.SETTLED).isPresent()) {
            return State.SETTLED;
        }
        if (!mayDecide(context)) {
            return State.READ_ONLY;
        }
        if (!isShown(context, score.get().scoreId())) {
            return State.REASONS_FIRST;
        }
        return standing.isPresent() ? State.DECIDED : State.OPEN;
    }

    /** Whether the reasons of a score were sent to the reader. */
    boolean isShown(Context context, String scoreId) {
        Caller caller = Authentication.caller(context);
        return ports.review().shown().find(caller.name(), scoreId).isPresent();
    }

    private String decided(Feedback one, String currency, Reader reader) {
        String when = names.apply(one.actor()) + ", " + reader.time(one.said().eventTime());
        String amount =
                one.said().amount() == null ? "" : " " + reader.money(one.said().amount(), currency);
        return switch (one.said().kind()) {
            case ACCEPTED -> "Agreed with by " + when + ".";
            case CORRECTED -> "Corrected to" + amount + " by " + when + ".";
            case SETTLED -> "Paid" + amount + ", said by " + when + ".";
            case WITHDRAWN, UNKNOWN -> "Answered by " + when + ".";
        };
    }

    private String waits(Context context, Score score, Reader reader) {
        List<Approval> waiting = ports.access().approvals().waitingOn(Authentication.caller(context), score.scoreId());
        return waiting.stream().map(it -> waits(it, reader)).collect(Collectors.joining(" "));
    }

    private String waits(Approval approval, Reader reader) {
        String amount =
                approval.matter().fold(command -> "", decision -> reader.money(decision.amount(), decision.currency()));
        return names.apply(approval.askedBy()) + " asked for " + amount + " on " + reader.time(approval.askedAt())
                + ". Somebody with a higher limit has to confirm it by " + reader.time(approval.expiresAt()) + ".";
    }
}
