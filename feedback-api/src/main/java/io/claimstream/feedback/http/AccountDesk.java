package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Joined;
import io.claimstream.feedback.account.NewUser;
import io.claimstream.feedback.account.PasswordReset;
import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.Outcome;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.limit.Addresses;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Signs people in and out, and gives them accounts and passwords: one set of rules and limits, whether what they typed comes as JSON or as a form.
 * Thread-safe.
 */
public final class AccountDesk {

    static final String PASSWORD_FORM = "12 to 256 characters, without the login in them";
    /** Parameter of an address that names an invitation. */
    static final String INVITATION = "invitation";

    private static final Pattern LOGIN = Pattern.compile("[^\\s\\p{Cntrl}]{3,254}");
    /** Read as the person of that id, in records and by whoever looks for one. */
    private static final Pattern USER_ID = Pattern.compile("u_[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private static final String NEW_LOGIN_FORM =
            "3 to 254 characters without blanks, such as an e-mail address, and not the id of an account";
    private static final String LOGIN_FORM = "3 to 254 characters without blanks, such as an e-mail address";
    private static final int MOST_LOGIN_CHARACTERS = 254;
    private static final int MOST_PASSWORD_CHARACTERS = 256;
    private static final String WHERE = "/v1/sessions";

    private final People people;
    private final AuditTrail audit;
    private final RateLimits limits;
    private final SessionCookie cookie;
    private final Clock clock;

    AccountDesk(AccessPorts access, SessionCookie cookie, Clock clock) {
        this.people = access.people();
        this.audit = access.audit();
        this.limits = access.limits();
        this.cookie = cookie;
        this.clock = clock;
    }

    /** Who reads a page, without letting anyone in and without using the session. */
    public Optional<Session> visitor(Context context) {
        return Authentication.session(context).or(() -> cookie.read(context).flatMap(people.sessions()::look));
    }

    /**
     * Signs in whoever has the login and password in the body, and sets the cookie of the session.
     *
     * @throws ProblemException alike for a wrong password and for no such account
     */
    public Session signIn(Context context, JsonNode body) {
        Fields fields = new Fields(body, Set.of("login", "password"));
        String login = fields.text("login", AccountDesk::isLogin, LOGIN_FORM).toLowerCase(Locale.ROOT);
        String password = fields.text("password", AccountDesk::canBeTried, "a password");
        fields.done();
        RateGuard.take(context, people.addressAttempts(), Addresses.party(context.ip()));
        RateGuard.take(context, people.attempts(), login);
        String traceId = Authentication.traceId(context);
        Optional<Session> session = people.accounts().signIn(login, password).flatMap(it -> people.sessions()
                .open(it, traceId));
        if (session.isEmpty()) {
            audit.addRefusal(new AuditEntry(
                    "unknown", AuditAction.SIGN_IN_FAILED, WHERE, Outcome.REFUSED, null, States.none(), traceId));
            throw new ProblemException(ProblemCode.SIGN_IN_FAILED, "Expected a login and its password.");
        }
        people.attempts().giveBack(login);
        people.addressAttempts().giveBack(Addresses.party(context.ip()));
        cookie.set(context, session.get());
        return session.get();
    }

    /** Ends the session, and takes its cookie away. */
    public void signOut(Context context) {
        people.sessions().close(Authentication.act(context), session(context));
        cookie.clear(context);
    }

    /** Gives the person another password; every other session of the person ends. */
    public void changePassword(Context context, JsonNode body) {
        Session session = session(context);
        User user = session.user();
        Fields fields = new Fields(body, Set.of("current", "next"));
        String current = fields.text("current", AccountDesk::canBeTried, "the password so far");
        String next = fields.text("next", text -> Accounts.isPassword(text, user.login()), PASSWORD_FORM);
        fields.done();
        RateGuard.take(context, people.attempts(), user.login());
        Act act = Authentication.act(context);
        if (people.accounts()
                .verify(user, current)
                .filter(it -> people.accounts()
                        .changePassword(act, it, next, session.token().text()))
                .isEmpty()) {
            throw new ProblemException(ProblemCode.WRONG_PASSWORD, "Expected the password so far.");
        }
        people.attempts().giveBack(user.login());
    }

    /** The invitation that the holder of a link means, while it is open. Whoever guesses links is slowed down like whoever guesses keys. */
    public Invitation invitation(Context context) {
        Optional<Invitation> found = people.invitations().find(context.pathParam(INVITATION));
        if (found.isEmpty()) {
            RateGuard.take(context, limits.failures(), Addresses.party(context.ip()));
            throw new ProblemException(ProblemCode.INVITATION_NOT_FOUND, "Expected the link of an invitation.");
        }
        return switch (found.get().state(clock.instant())) {
            case OPEN -> found.get();
            case TAKEN_UP -> throw invitationEnded("it was taken up");
            case REVOKED -> throw invitationEnded("it was revoked");
            case EXPIRED -> throw invitationEnded("its time is over");
        };
    }

    /** Gives the holder of a link an account. */
    public User join(Context context, JsonNode body) {
        Fields fields = new Fields(body, Set.of("login", "displayName", "password"));
        String login =
                fields.text("login", AccountDesk::isNewLogin, NEW_LOGIN_FORM).toLowerCase(Locale.ROOT);
        String name = fields.text("displayName", ApiKeyHandlers::isName, ApiKeyHandlers.NAME_FORM);
        String password = fields.text("password", text -> Accounts.isPassword(text, login), PASSWORD_FORM);
        fields.done();
        var unused = invitation(context);
        Joined joined = people.invitations()
                .join(
                        context.pathParam(INVITATION),
                        new NewUser(login, name.strip(), password),
                        Authentication.traceId(context));
        User user = joined.user();
        if (joined.outcome() == Joined.Outcome.LOGIN_TAKEN) {
            throw new ProblemException(ProblemCode.LOGIN_TAKEN, "Expected a login that nobody has yet.");
        }
        if (user == null) {
            throw invitationEnded("it ended just now");
        }
        return user;
    }

    /** The link by which a password may be set, while it is open. */
    public PasswordReset reset(Context context) {
        PasswordReset reset = find(context).orElseThrow(() -> noReset(context));
        if (!reset.isOpen(clock.instant())) {
            throw resetEnded();
        }
        return reset;
    }

    /** Sets the password of the holder of a link, who signs in anew everywhere. */
    public void setPassword(Context context, JsonNode body) {
        Fields fields = new Fields(body, Set.of("password"));
        Optional<PasswordReset> known = find(context);
        String login = known.map(it -> it.user().login()).orElse("");
        String password = fields.text("password", text -> Accounts.isPassword(text, login), PASSWORD_FORM);
        fields.done();
        String address = Addresses.party(context.ip());
        RateGuard.take(context, people.addressAttempts(), address);
        Optional<User> user =
                people.resets().reset(context.pathParam("token"), password, Authentication.traceId(context));
        if (user.isEmpty()) {
            throw known.isPresent() ? resetEnded() : noReset(context);
        }
        people.addressAttempts().giveBack(address);
        // Whoever tried in vain before may sign in with the new password at once.
        people.attempts().giveBack(login);
    }

    private Optional<PasswordReset> find(Context context) {
        return people.resets().find(context.pathParam("token"));
    }

    /** Whoever guesses links is slowed down like whoever guesses keys. */
    private ProblemException noReset(Context context) {
        RateGuard.take(context, limits.failures(), Addresses.party(context.ip()));
        return new ProblemException(
                ProblemCode.PASSWORD_RESET_NOT_FOUND, "Expected a link at which a password can be set.");
    }

    private static ProblemException resetEnded() {
        return new ProblemException(
                ProblemCode.PASSWORD_RESET_ENDED,
                "Expected a link that is neither used, replaced nor expired; an administrator can make another.");
    }

    private static ProblemException invitationEnded(String why) {
        return new ProblemException(
                ProblemCode.INVITATION_ENDED,
                "Expected an invitation that is open, but " + why + "; an administrator can make another.");
    }

    private static Session session(Context context) {
        return Authentication.session(context)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.SESSION_NOT_FOUND, "Expected someone who signed in here, with a session."));
    }

    /** Also in lower case, where some letters become two. */
    private static boolean isLogin(String text) {
        return LOGIN.matcher(text).matches()
                && text.length() <= MOST_LOGIN_CHARACTERS
                && text.toLowerCase(Locale.ROOT).length() <= MOST_LOGIN_CHARACTERS;
    }

    private static boolean isNewLogin(String text) {
        return isLogin(text) && !USER_ID.matcher(text).matches();
    }

    private static boolean canBeTried(String text) {
        return !text.isEmpty() && text.length() <= MOST_PASSWORD_CHARACTERS;
    }
}
