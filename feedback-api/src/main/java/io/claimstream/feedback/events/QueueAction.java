package io.claimstream.feedback.events;

/** What a person does with a claim of the queue, besides deciding it. */
public enum QueueAction {
    TAKEN("taken"),
    RELEASED("released"),
    HANDED_OVER("handedOver");

    private final String word;

    QueueAction(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
