package io.claimstream.feedback.access;

import java.util.regex.Pattern;

/**
 * An API key as a caller presents it: {@code cs_} and 256 random bits in base64url. Its text never appears in {@link #toString}.
 *
 * @param text the key itself: a secret
 */
record ApiKey(String text) {

    private static final String PREFIX = "cs_";
    private static final Pattern FORM = Pattern.compile("cs_[A-Za-z0-9_-]{43}");

    static ApiKey random() {
        return new ApiKey(Token.random(PREFIX).text());
    }

    static boolean hasForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** SHA-256 of the text, lower-case hexadecimal. */
    String hash() {
        return new Token(text).hash();
    }

    /** Names the key without giving it away; the first digits of its hash. */
    String id() {
        return "k_" + new Token(text).shortHash();
    }

    /** Whether this key has a hash. */
    boolean hasHash(String expected) {
        return Token.same(hash(), expected);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id() + "]";
    }
}
