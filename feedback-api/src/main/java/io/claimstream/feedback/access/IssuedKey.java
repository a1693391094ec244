package io.claimstream.feedback.access;

/**
 * A key with a new text, which is kept nowhere: show it once.
 *
 * @param text the key itself: a secret
 */
public record IssuedKey(KeyRecord key, String text) {

    @Override
    public String toString() {
        return "IssuedKey[" + key.keyId() + "]";
    }
}
