package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.http.PrivacyReader.Keeping;
import io.claimstream.feedback.http.PrivacyReader.Named;
import io.claimstream.feedback.http.PrivacyReader.Wanted;
import io.claimstream.feedback.privacy.Duty;
import io.claimstream.feedback.privacy.Erasure;
import io.claimstream.feedback.privacy.Hold;
import io.claimstream.feedback.privacy.Plan;
import io.claimstream.feedback.privacy.Plan.Obstacle;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.privacy.PrivacyRefusal;
import io.claimstream.feedback.privacy.PrivacyRefusedException;
import io.claimstream.feedback.privacy.Receipt;
import io.claimstream.feedback.privacy.Step;
import io.claimstream.platform.seal.Subject;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Has claimants erased, and keeps from it those who may not be. Whoever serves one insurer does so for its claimants only. Every method throws a {@link ProblemException} when it is not
 * to be done. Thread-safe.
 */
public final class PrivacyDesk {

    private final ApiPorts ports;
    private final Privacy privacy;

    PrivacyDesk(ApiPorts ports) {
        this.ports = ports;
        this.privacy = ports.privacy().erasing();
    }

    /** The time. */
    public Instant time() {
        return privacy.erasures().time();
    }

    /** What an erasure would do now, and what keeps it from being done. */
    public Plan plan(Context context, JsonNode json) {
        return privacy.erasures().plan(subject(context, PrivacyReader.named(json)));
    }

    /** Asks for an erasure; somebody else must confirm it. */
    public Erasure ask(Context context, JsonNode json) {
        Wanted wanted = PrivacyReader.erasure(json);
        Act act = Authentication.act(context);
        Subject subject = subject(context, wanted.named());
        return done(() -> privacy.erasures().ask(act, subject, wanted.reason()));
    }

    /** Confirms the erasure of the address. */
    public Erasure confirm(Context context) {
        // What is erased follows from the read model, so it must hold everything.
        requireCaughtUp();
        return done(() -> privacy.erasures().confirm(Authentication.act(context), context.pathParam("erasureId")));
    }

    /** Declines the erasure of the address. */
    public Erasure decline(Context context) {
        return done(() -> privacy.erasures().decline(Authentication.act(context), context.pathParam("erasureId")));
    }

    /** The erasure of the address. */
    public Erasure find(Context context) {
        return done(() -> privacy.erasures().find(Authentication.caller(context), context.pathParam("erasureId")));
    }

    /** What of an erasure is done, and when. */
    public Map<Step, Instant> steps(Erasure erasure) {
        return privacy.erasures().done(erasure.erasureId());
    }

    /**
     * Erasures of the insurer that is asked for and the caller serves, the newest first.
     *
     * @param offset how many to pass over
     */
    public List<Erasure> erasures(Context context, long offset, int limit) {
        return privacy.erasures().list(OverviewQuery.insurer(context), offset, limit);
    }

    /** The receipt of the address. */
    public Receipt receipt(Context context) {
        return done(() -> privacy.erasures().receipt(Authentication.caller(context), context.pathParam("number")));
    }

    /** What keeps an erasure from being done now; empty when nothing does. */
    public List<Obstacle> obstacles(Erasure erasure) {
        return privacy.erasures().plan(erasure.subject()).obstacles();
    }

    /** The receipt of an erasure that is done. */
    public Receipt receipt(Context context, Erasure erasure) {
        return done(() -> privacy.erasures()
                .receipt(Authentication.caller(context), Objects.requireNonNullElse(erasure.receiptText(), "none")));
    }

    /** Answers with the receipt of an erasure that is done as a file, with the key that it is signed with. */
    public void download(Context context, Erasure erasure) {
        Receipt receipt = receipt(context, erasure);
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + Objects.requireNonNull(erasure.receiptText()) + ".json\"");
        Answers.json(context, 200, PrivacyJson.of(receipt, publicKey()));
    }

    /** The key that receipts are signed with now, X.509 in Base64. */
    public String publicKey() {
        return privacy.key().get().publicText();
    }

    /** Legal holds in force, of the insurer that is asked for and the caller serves. */
    public List<Hold> holds(Context context) {
        return privacy.holds().list(OverviewQuery.insurer(context));
    }

    /** Sets a legal hold. */
    public Hold hold(Context context, JsonNode json) {
        Wanted wanted = PrivacyReader.hold(json, time());
        Act act = Authentication.act(context);
        Subject subject = subject(context, wanted.named());
        return done(() -> privacy.holds()
                .set(act, subject, wanted.reason(), wanted.endsAt().orElse(null)));
    }

    /** Lifts the legal hold of the address. */
    public Hold release(Context context) {
        return done(() -> privacy.holds().release(Authentication.act(context), context.pathParam("holdId")));
    }

    /** Duties to keep records, of the insurer that is asked for and the caller serves. */
    public List<Duty> duties(Context context) {
        return privacy.duties().list(OverviewQuery.insurer(context));
    }

    /** Sets the duty of the insurer of the address. */
    public Duty setDuty(Context context, JsonNode json) {
        return setDuty(context, context.pathParam("insurer"), json);
    }

    /** Sets the duty of an insurer. */
    public Duty setDuty(Context context, String named, JsonNode json) {
        Keeping keeping = PrivacyReader.duty(json);
        String insurer = insurer(context, named);
        return privacy.duties().set(Authentication.act(context), insurer, keeping.days(), keeping.reason());
    }

    /** Ends the duty of the insurer of the address. */
    public void endDuty(Context context) {
        String insurer = insurer(context, context.pathParam("insurer"));
        var unused = done(() -> {
            privacy.duties().end(Authentication.act(context), insurer);
            return insurer;
        });
    }

    private static String insurer(Context context, String insurer) {
        if (!ClaimKey.isInsurer(insurer)) {
            throw new ProblemException(ProblemCode.RETENTION_DUTY_NOT_FOUND, "Expected " + ClaimKey.INSURER_FORM + ".");
        }
        Authentication.requireServes(context, insurer);
        return insurer;
    }

    /** A claim is looked up in the read model, which must hold everything, also for who is named: what else there is of them is found there. */
    private Subject subject(Context context, Named named) {
        Authentication.requireServes(context, named.insurer());
        requireCaughtUp();
        return named.claimant()
                .map(it -> new Subject(named.insurer(), it))
                .or(() -> named.claimId().flatMap(it -> privacy.erasures().subject(new ClaimKey(named.insurer(), it))))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.SUBJECT_NOT_FOUND, "Expected a claim of which a revision was accepted."));
    }

    private void requireCaughtUp() {
        if (!ports.caughtUp().getAsBoolean() || ports.upkeep().isRebuilding()) {
            throw ApiPorts.catchingUp();
        }
    }

    private static <T> T done(Supplier<T> work) {
        try {
            return work.get();
        } catch (PrivacyRefusedException e) {
            throw new ProblemException(code(e.refusal()), e.expected());
        }
    }

    private static ProblemCode code(PrivacyRefusal refusal) {
        return ProblemCode.valueOf(refusal.name());
    }
}
