package io.claimstream.feedback.http;

import static java.util.Map.entry;

import io.javalin.http.Handler;
import java.util.Map;

/** The operations of keys, accounts, sessions and the audit trail, each with its handler. */
final class AccessRoutes {

    private final AccountDesk desk;
    private final ApiKeyHandlers keys;
    private final AuditHandlers audit;
    private final AccountHandlers accounts;
    private final InvitationHandlers invitations;
    private final PasswordResetHandlers resets;
    private final SessionHandlers sessions;
    private final ApprovalHandlers approvals;
    private final Authentication authentication;
    private final OfficePorts office;

    AccessRoutes(ApiPorts ports, RequestBody body) {
        SessionCookie cookie = new SessionCookie(ports.access().people().secureCookies(), ports.clock());
        this.desk = new AccountDesk(ports.access(), cookie, ports.clock());
        this.authentication = new Authentication(ports.access(), cookie, new FormBody(body));
        PeopleDesk people = new PeopleDesk(ports.access());
        KeyDesk keyDesk = new KeyDesk(ports.access().keys(), ports.clock());
        ApprovalDesk approvalDesk = new ApprovalDesk(ports);
        this.office = new OfficePorts(
                people,
                keyDesk,
                approvalDesk,
                new PolicyDesk(ports),
                new WebhookDesk(ports),
                new FormsOnce(ports.ledger(), new FormBody(body), body));
        this.accounts = new AccountHandlers(ports.access(), people, body);
        this.invitations = new InvitationHandlers(ports.access(), people, desk, body);
        this.resets = new PasswordResetHandlers(people, desk, body);
        this.sessions = new SessionHandlers(desk, body);
        this.keys = new ApiKeyHandlers(ports.access().keys(), keyDesk, body, ports.clock());
        this.approvals = new ApprovalHandlers(ports, approvalDesk, body);
        this.audit = new AuditHandlers(ports.access().audit());
    }

    /** What lets callers in before any of the routes. */
    Authentication authentication() {
        return authentication;
    }

    /** What signs people in, and gives them accounts. */
    AccountDesk accounts() {
        return desk;
    }

    /** What administers people, keys, approvals, policies and webhooks. */
    OfficePorts office() {
        return office;
    }

    /** What keeps refusals after any of the routes. */
    AuditHandlers audit() {
        return audit;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("createApiKey", keys::create),
                entry("listApiKeys", keys::list),
                entry("showApiKey", keys::show),
                entry("rotateApiKey", keys::rotate),
                entry("revokeApiKey", keys::revoke),
                entry("invite", invitations::invite),
                entry("listInvitations", invitations::list),
                entry("revokeInvitation", invitations::revoke),
                entry("showInvitation", invitations::show),
                entry("acceptInvitation", invitations::join),
                entry("listUsers", accounts::list),
                entry("deactivateUser", accounts::deactivate),
                entry("changeRole", accounts::changeRole),
                entry("offerPasswordReset", resets::offer),
                entry("showPasswordReset", resets::show),
                entry("resetPassword", resets::reset),
                entry("signIn", sessions::signIn),
                entry("signOut", sessions::signOut),
                entry("showMe", sessions::me),
                entry("changePassword", sessions::changePassword),
                entry("listApprovals", approvals::list),
                entry("showApproval", approvals::show),
                entry("approve", approvals::approve),
                entry("decline", approvals::decline),
                entry("listAudit", audit::list));
    }
}
