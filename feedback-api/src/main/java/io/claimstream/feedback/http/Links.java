package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;

/** Addresses of resources. */
final class Links {

    private Links() {}

    /** A claim id may hold slashes; its other characters stand in a path as they are. */
    static String claim(ClaimKey claim) {
        return "/v1/claims/" + claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
    }

    static String score(String scoreId) {
        return "/v1/scores/" + scoreId;
    }

    static String command(String commandId) {
        return "/v1/models/commands/" + commandId;
    }

    static String withdrawn(String commandId) {
        return command(commandId) + "/withdrawn";
    }

    static String feedback(String feedbackId) {
        return "/v1/feedback/" + feedbackId;
    }
}
