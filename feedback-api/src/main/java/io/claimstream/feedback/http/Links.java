package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.billing.Invoices;
import io.claimstream.feedback.billing.Rates;
import io.claimstream.feedback.exercise.Exercises;
import io.claimstream.feedback.privacy.Erasures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of resources. */
final class Links {

    static final String BATCHES = "/v1/claims/batches";
    static final String API_KEYS = "/v1/api-keys";
    static final String AUDIT = "/v1/audit";
    static final String INVITATIONS = "/v1/invitations";
    static final String USERS = "/v1/users";
    static final String READ_MODEL = "/v1/read-model";
    static final String APPROVALS = "/v1/approvals";
    static final String QUEUE = "/v1/queue";
    static final String FEEDBACK = "/v1/feedback";
    static final String DECISIONS = "/v1/decisions";

    static final String DEAD_LETTERS = "/v1/dead-letters";
    static final String REJECTIONS = "/v1/rejections";
    static final String WEBHOOKS = "/v1/webhooks";

    static final String INVOICES = Invoices.ADDRESS;
    static final String RATES = Rates.ADDRESS;
    static final String CREDIT_NOTES = "/v1/billing/credit-notes";
    static final String ERASURES = Erasures.ADDRESS;

    static final String CONTESTS = "/v1/contests";
    static final String EXERCISES = Exercises.ADDRESS;

    private Links() {}

    /** A text as it stands in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String invoice(String invoiceId) {
        return INVOICES + "/" + invoiceId;
    }

    static String erasure(String erasureId) {
        return ERASURES + "/" + erasureId;
    }

    static String creditNote(String number) {
        return CREDIT_NOTES + "/" + number;
    }

    static String contest(String contestId) {
        return CONTESTS + "/" + contestId;
    }

    static String exercise(String exerciseId) {
        return EXERCISES + "/" + exerciseId;
    }

    static String webhook(String webhookId) {
        return WEBHOOKS + "/" + webhookId;
    }

    static String deliveries(String webhookId) {
        return webhook(webhookId) + "/deliveries";
    }

    static String approval(String approvalId) {
        return APPROVALS + "/" + approvalId;
    }

    static String invitation(String token) {
        return INVITATIONS + "/" + token;
    }

    static String passwordReset(String token) {
        return "/v1/password-resets/" + token;
    }

    /** The page of an invitation; what stands in the address may be anything. */
    static String invitationPage(String token) {
        return "/invitations/" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    /** The page of a link for a new password; what stands in the address may be anything. */
    static String passwordResetPage(String token) {
        return "/password-resets/" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    static String apiKey(String keyId) {
        return API_KEYS + "/" + keyId;
    }

    /** A claim id may hold slashes; its other characters stand in a path as they are. */
    static String claim(ClaimKey claim) {
        return "/v1/claims/" + claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
    }

    /** A claim in the review queue. */
    static String queued(ClaimKey claim) {
        return QUEUE + "/" + claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
    }

    static String claim(ClaimSubmitted claim) {
        return claim(new ClaimKey(claim.getInsurer(), claim.getClaimId()));
    }

    static String batch(String batchId) {
        return BATCHES + "/" + batchId;
    }

    static String batchLines(String batchId) {
        return batch(batchId) + "/lines";
    }

    static String score(String scoreId) {
        return "/v1/scores/" + scoreId;
    }

    static String model(String version) {
        return "/v1/models/" + version;
    }

    static String dataset(String name) {
        return "/v1/datasets/" + name;
    }

    static String run(String runId) {
        return "/v1/runs/" + runId;
    }

    static String report(String version) {
        return "/v1/models/" + version + "/report";
    }

    static String command(String commandId) {
        return "/v1/models/commands/" + commandId;
    }

    static String withdrawn(String commandId) {
        return command(commandId) + "/withdrawn";
    }

    static String rescore(String commandId) {
        return command(commandId) + "/rescore";
    }

    static String rescored(String commandId) {
        return rescore(commandId) + "/scores";
    }

    static String feedback(String feedbackId) {
        return FEEDBACK + "/" + feedbackId;
    }
}
