package io.claimstream.domain.claim;

/**
 * Identity of a command: {@code c_} and 26 characters of lower-case base32. Derived, so that a command sent twice is one command.
 *
 * @param text the id
 */
public record CommandId(String text) {

    /** The id of some parts; equal parts in the same order give the same id. */
    public static CommandId of(String... parts) {
        return new CommandId("c_" + Digests.base32(Digests.sha256(parts)));
    }

    @Override
    public String toString() {
        return text;
    }
}
