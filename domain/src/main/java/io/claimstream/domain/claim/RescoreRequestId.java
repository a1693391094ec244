package io.claimstream.domain.claim;

/**
 * Identity of a request to score once more: {@code q_} and 26 characters of lower-case base32. Derived, so that a request sent twice is one
 * request.
 *
 * @param text the id
 */
public record RescoreRequestId(String text) {

    /** The id of some parts; equal parts in the same order give the same id. */
    public static RescoreRequestId of(String... parts) {
        return new RescoreRequestId("q_" + Digests.base32(Digests.sha256(parts)));
    }

    @Override
    public String toString() {
        return text;
    }
}
