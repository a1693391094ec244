package io.claimstream.feedback.page.office;

import io.claimstream.feedback.webhook.Delivery.State;

/**
 * Something that was told to a webhook, or is to be, in words.
 *
 * @param outcome of the last attempt
 * @param next when it is sent next; a dash for one that is not
 */
public record DeliveryLine(
        String id, String kind, String made, State state, String attempts, String last, String outcome, String next) {

    /** The state in a word. */
    public String stateWord() {
        return switch (state) {
            case WAITING -> "Waits";
            case DELIVERED -> "Delivered";
            case FAILED -> "Failed";
        };
    }

    /** What the state means. */
    public String look() {
        return switch (state) {
            case WAITING -> "care";
            case DELIVERED -> "good";
            case FAILED -> "bad";
        };
    }
}
