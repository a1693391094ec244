package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.AccountChange;
import io.claimstream.feedback.account.AccountChange.Outcome;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Invitations.Revoked;
import io.claimstream.feedback.account.PasswordReset;
import io.claimstream.feedback.account.PasswordReset.Offered;
import io.claimstream.feedback.account.User;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Invites people, and changes and ends their accounts: one set of rules, whether what is wanted comes as JSON or from a page. Thread-safe. */
public final class PeopleDesk {

    private static final int INVITATION_HOURS = 72;
    private static final int MOST_INVITATION_HOURS = 720;
    private static final int RESET_HOURS = 24;
    private static final int MOST_RESET_HOURS = 72;
    private static final String USER = "userId";

    private final People people;

    PeopleDesk(AccessPorts access) {
        this.people = access.people();
    }

    /**
     * Makes a link at which somebody makes an account.
     *
     * @throws ProblemException when what is wanted has another form, or is for an insurer that the caller does not serve
     */
    public Invitation.Issued invite(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("role", "insurer", "expiresInHours"));
        Role role = fields.oneOf("role", Role.values());
        Optional<String> insurer = fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        int hours = fields.integer("expiresInHours", INVITATION_HOURS, 1, MOST_INVITATION_HOURS);
        fields.done();
        Authentication.requireServes(context, insurer.orElse(null));
        return people.invitations()
                .invite(Authentication.act(context), new Scope(role, insurer.orElse(null)), Duration.ofHours(hours));
    }

    /**
     * Takes the invitation in the address back, also when it had ended before.
     *
     * @throws ProblemException when there is none, or somebody has an account by it
     */
    public void revokeInvitation(Context context) {
        Revoked revoked = Query.id(context, AccountDesk.INVITATION)
                .map(id -> people.invitations().revoke(Authentication.act(context), id))
                .orElse(Revoked.NOT_FOUND);
        if (revoked == Revoked.NOT_FOUND) {
            throw new ProblemException(ProblemCode.INVITATION_NOT_FOUND, "Expected the id of an invitation.");
        }
        if (revoked == Revoked.TAKEN_UP) {
            throw new ProblemException(
                    ProblemCode.INVITATION_TAKEN_UP,
                    "Expected an invitation that nobody took up; DELETE /v1/users/{userId} ends the account.");
        }
    }

    /**
     * Makes a link at which the person in the address sets a new password.
     *
     * @throws ProblemException when there is no such account, or it is not active
     */
    public PasswordReset.Issued offerReset(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("expiresInHours"));
        int hours = fields.integer("expiresInHours", RESET_HOURS, 1, MOST_RESET_HOURS);
        fields.done();
        Offered offered = Query.id(context, USER)
                .map(id -> people.resets().offer(Authentication.act(context), id, Duration.ofHours(hours)))
                .orElse(new Offered(Offered.Outcome.NOT_FOUND, null));
        return switch (offered.outcome()) {
            case DONE -> Objects.requireNonNull(offered.issued());
            case NOT_FOUND -> throw noSuchUser();
            case DEACTIVATED -> throw deactivated();
        };
    }

    /**
     * Lets the person in the address in no more, also when that was so before.
     *
     * @throws ProblemException when there is no such account, or it is the caller's own
     */
    public void deactivate(Context context) {
        var unused = changed(
                Query.id(context, USER).map(id -> people.accounts().deactivate(Authentication.act(context), id)));
    }

    /**
     * Gives the person in the address another role, from the next request on.
     *
     * @throws ProblemException when there is no such account, it is not active, or it is the caller's own
     */
    public User changeRole(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("role"));
        Role role = fields.oneOf("role", Role.values());
        fields.done();
        return changed(
                Query.id(context, USER).map(id -> people.accounts().changeRole(Authentication.act(context), id, role)));
    }

    private static User changed(Optional<AccountChange> change) {
        return switch (change.map(AccountChange::outcome).orElse(Outcome.NOT_FOUND)) {
            case DONE -> Objects.requireNonNull(change.orElseThrow().user());
            case NOT_FOUND -> throw noSuchUser();
            case DEACTIVATED -> throw deactivated();
            case OWN ->
                throw new ProblemException(
                        ProblemCode.SECOND_PERSON_NEEDED, "Expected someone else than the person whose account it is.");
            case OUTDATED ->
                throw new ProblemException(
                        ProblemCode.FORBIDDEN, "Expected an administrator; somebody has changed your role just now.");
        };
    }

    private static ProblemException noSuchUser() {
        return new ProblemException(ProblemCode.USER_NOT_FOUND, "Expected the id of an account.");
    }

    private static ProblemException deactivated() {
        return new ProblemException(
                ProblemCode.USER_DEACTIVATED, "Expected an account that is active; invite the person again.");
    }
}
