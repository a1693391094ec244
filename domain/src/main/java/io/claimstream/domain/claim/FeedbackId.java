package io.claimstream.domain.claim;

/**
 * Identity of a feedback: {@code f_} and 26 characters of lower-case base32. Derived from what was said, so that a request sent
 * twice is one feedback.
 *
 * @param text the id
 */
public record FeedbackId(String text) {

    /** The id of some parts; equal parts in the same order give the same id. */
    public static FeedbackId of(String... parts) {
        return new FeedbackId("f_" + Digests.base32(Digests.sha256(parts)));
    }

    @Override
    public String toString() {
        return text;
    }
}
