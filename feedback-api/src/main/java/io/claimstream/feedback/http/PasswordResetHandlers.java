package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.PasswordReset;
import io.claimstream.feedback.account.PasswordReset.Issued;
import io.claimstream.feedback.account.PasswordReset.Offered;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.limit.Addresses;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Has people who forgot their password set another. */
final class PasswordResetHandlers {

    private static final int DEFAULT_HOURS = 24;
    private static final int MOST_HOURS = 72;

    private final People people;
    private final RateLimits limits;
    private final RequestBody body;
    private final Clock clock;

    PasswordResetHandlers(AccessPorts access, RequestBody body, Clock clock) {
        this.people = access.people();
        this.limits = access.limits();
        this.body = body;
        this.clock = clock;
    }

    /** {@code POST /v1/users/{userId}/password-reset}: 201 with a link that works once and is shown only here. */
    void offer(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("expiresInHours"));
        int hours = fields.integer("expiresInHours", DEFAULT_HOURS, 1, MOST_HOURS);
        fields.done();
        Offered offered = Query.id(context, "userId")
                .map(id -> people.resets().offer(Authentication.act(context), id, Duration.ofHours(hours)))
                .orElse(new Offered(Offered.Outcome.NOT_FOUND, null));
        switch (offered.outcome()) {
            case DONE -> Answers.json(context, 201, json(Objects.requireNonNull(offered.issued())));
            case NOT_FOUND -> throw new ProblemException(ProblemCode.USER_NOT_FOUND, "Expected the id of an account.");
            case DEACTIVATED ->
                throw new ProblemException(
                        ProblemCode.USER_DEACTIVATED, "Expected an account that is active; invite the person again.");
        }
    }

    /** {@code GET /v1/password-resets/{token}}: whose password whoever holds the link sets. Open to everyone. */
    void show(Context context) {
        PasswordReset reset = find(context).orElseThrow(() -> refused(context));
        if (!reset.isOpen(clock.instant())) {
            throw ended();
        }
        Answers.json(
                context,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("login", reset.user().login())
                        .put("expiresAt", reset.expiresAt().toString()));
    }

    /** {@code POST /v1/password-resets/{token}}: 204; the person signs in anew everywhere. Open to everyone. */
    void reset(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("password"));
        Optional<PasswordReset> known = find(context);
        String login = known.map(it -> it.user().login()).orElse("");
        String password =
                fields.text("password", text -> Accounts.isPassword(text, login), SessionHandlers.PASSWORD_FORM);
        fields.done();
        String address = Addresses.party(context.ip());
        RateGuard.take(context, people.addressAttempts(), address);
        Optional<User> user =
                people.resets().reset(context.pathParam("token"), password, Authentication.traceId(context));
        if (user.isEmpty()) {
            throw known.isPresent() ? ended() : refused(context);
        }
        people.addressAttempts().giveBack(address);
        // Whoever tried in vain before may sign in with the new password at once.
        people.attempts().giveBack(login);
        context.status(204);
    }

    private Optional<PasswordReset> find(Context context) {
        return people.resets().find(context.pathParam("token"));
    }

    /** Whoever guesses links is slowed down like whoever guesses keys. */
    private ProblemException refused(Context context) {
        RateGuard.take(context, limits.failures(), Addresses.party(context.ip()));
        return new ProblemException(
                ProblemCode.PASSWORD_RESET_NOT_FOUND, "Expected a link at which a password can be set.");
    }

    private static ProblemException ended() {
        return new ProblemException(
                ProblemCode.PASSWORD_RESET_ENDED,
                "Expected a link that is neither used, replaced nor expired; an administrator can make another.");
    }

    private static ObjectNode json(Issued issued) {
        PasswordReset reset = issued.reset();
        return JsonNodeFactory.instance
                .objectNode()
                .put("resetId", reset.resetId())
                .put("userId", reset.user().userId())
                .put("expiresAt", reset.expiresAt().toString())
                .put("token", issued.token())
                .put("link", Links.passwordReset(issued.token()));
    }
}
