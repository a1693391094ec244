package io.claimstream.feedback.policy;

import io.claimstream.feedback.audit.AuditAction;

/** What a policy is about. The names stand in the database. */
public enum PolicyKind {
    /** Which scores are accepted without a person. */
    ACCEPTANCE("/v1/policies/acceptance/", AuditAction.ACCEPTANCE_CHANGED),
    /** How far one person's word goes. */
    AUTHORITY("/v1/policies/authority/", AuditAction.AUTHORITY_CHANGED),
    /** What letters to claimants say of the insurer, and how much time there is. */
    LETTER("/v1/policies/letter/", AuditAction.LETTER_PROFILE_CHANGED);

    private final String address;
    private final AuditAction change;

    PolicyKind(String address, AuditAction change) {
        this.address = address;
        this.change = change;
    }

    /** Where the policy of an insurer is seen and changed. */
    public String address(String insurer) {
        return address + insurer;
    }

    AuditAction change() {
        return change;
    }
}
