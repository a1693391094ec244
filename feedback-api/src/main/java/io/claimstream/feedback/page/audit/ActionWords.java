package io.claimstream.feedback.page.audit;

import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.page.QueueFilter;
import java.util.Arrays;
import java.util.List;

/** What was done, in words. */
final class ActionWords {

    private ActionWords() {}

    static String of(AuditAction action) {
        return switch (action) {
            case API_KEY_CREATED -> "Made an API key";
            case API_KEY_ROTATED -> "Gave an API key a new text";
            case API_KEY_REVOKED -> "Revoked an API key";
            case MODEL_COMMANDED -> "Gave a command about a model";
            case MODEL_UPLOADED -> "Uploaded a model";
            case APPROVAL_ASKED -> "Asked a second person";
            case APPROVAL_GIVEN -> "Approved as the second person";
            case APPROVAL_DECLINED -> "Declined as the second person";
            case FEEDBACK_GIVEN -> "Decided on a claim";
            case FEEDBACK_REVISED -> "Changed a decision on a claim";
            case CLAIM_TAKEN -> "Took a claim";
            case CLAIM_RELEASED -> "Gave a claim back";
            case CLAIM_HANDED_OVER -> "Handed a claim over";
            case ACCEPTANCE_CHANGED -> "Changed what is accepted without a person";
            case AUTHORITY_CHANGED -> "Changed how far one person's word goes";
            case LETTER_PROFILE_CHANGED -> "Changed what letters to claimants say";
            case CONTEST_OPENED -> "Noted that a claimant contests";
            case CONTEST_ADDED_TO -> "Added a statement to what a claimant contests";
            case CONTEST_REVIEW_BEGUN -> "Began a review that a claimant asked for";
            case CONTEST_EXTENDED -> "Gave a review more time";
            case CONTEST_DECISION_ASKED -> "Asked a second person about the outcome of a review";
            case CONTEST_ANSWERED -> "Ended a review that a claimant asked for";
            case EXERCISE_ASKED -> "Asked for an exercise";
            case EXERCISE_ENDED -> "Ended an exercise";
            case RESCORE_ASKED -> "Asked for scores to be done again";
            case READ_MODEL_REBUILT -> "Had the read model made again";
            case DEAD_LETTER_READ -> "Looked into a dead letter";
            case DEAD_LETTER_REPLAYED -> "Put dead letters back";
            case REJECTION_READ -> "Looked into a rejected submission";
            case PERSONAL_DATA_EXPORTED -> "Wrote out what is held on a claimant";
            case ENCRYPTION_KEY_ROTATED -> "Changed the key that wraps the keys of persons";
            case PSEUDONYM_KEY_ROTATED -> "Changed the key that pseudonyms are looked up by";
            case PSEUDONYM_KEY_RETIRED -> "Retired a key that pseudonyms were looked up by";
            case WEBHOOK_CREATED -> "Made a webhook";
            case WEBHOOK_CHANGED -> "Changed a webhook";
            case WEBHOOK_DELETED -> "Deleted a webhook";
            case WEBHOOK_ROTATED -> "Gave a webhook a new secret";
            case WEBHOOK_REPLAYED -> "Had deliveries sent again";
            case WEBHOOK_TESTED -> "Tried a webhook";
            case RATE_ADDED -> "Added a rate";
            case RATE_ENDED -> "Had a rate end";
            case RATE_WITHDRAWN -> "Withdrew a rate";
            case INVOICE_DRAFTED -> "Drafted an invoice";
            case INVOICE_DISCARDED -> "Threw a draft of an invoice away";
            case INVOICE_ISSUED -> "Issued an invoice";
            case INVOICE_SENT -> "Marked an invoice as sent";
            case INVOICE_PAID -> "Marked an invoice as paid";
            case CREDIT_NOTE_ISSUED -> "Issued a credit note";
            case ERASURE_ASKED -> "Asked to erase a claimant";
            case ERASURE_CONFIRMED -> "Confirmed to erase a claimant";
            case ERASURE_DECLINED -> "Declined to erase a claimant";
            case ERASURE_DONE -> "Erased a claimant";
            case LEGAL_HOLD_SET -> "Set a legal hold";
            case LEGAL_HOLD_RELEASED -> "Lifted a legal hold";
            case RETENTION_DUTY_SET -> "Set how long records are to be kept";
            case RETENTION_DUTY_ENDED -> "Ended a duty to keep records";
            case USER_INVITED -> "Invited somebody";
            case INVITATION_REVOKED -> "Took an invitation back";
            case USER_JOINED -> "Made an account by an invitation";
            case USER_CHANGED -> "Changed an account";
            case PASSWORD_CHANGED -> "Changed the own password";
            case PASSWORD_RESET_OFFERED -> "Made a link for a new password";
            case PASSWORD_RESET -> "Set a new password by a link";
            case SIGNED_IN -> "Signed in";
            case SIGNED_OUT -> "Signed out";
            case SIGN_IN_FAILED -> "Could not sign in";
            case ACCESS_REFUSED -> "Was refused";
        };
    }

    /** All of them, to choose from. */
    static List<QueueFilter.Choice> choices() {
        return Arrays.stream(AuditAction.values())
                .map(it -> new QueueFilter.Choice(it.name(), of(it)))
                .toList();
    }
}
