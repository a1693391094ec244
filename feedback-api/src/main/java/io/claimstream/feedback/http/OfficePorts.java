package io.claimstream.feedback.http;

/**
 * What administrators work with, whether by the API or on pages.
 *
 * @param people invites people, and changes and ends their accounts
 * @param keys makes, rotates and revokes API keys
 * @param approvals has a second person decide
 * @param policies lays down how far one person's word goes, and what needs no person
 * @param webhooks makes and changes webhooks
 * @param once carries out forms whose answer shows a secret
 */
public record OfficePorts(
        PeopleDesk people,
        KeyDesk keys,
        ApprovalDesk approvals,
        PolicyDesk policies,
        WebhookDesk webhooks,
        FormsOnce once) {}
