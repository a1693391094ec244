package io.claimstream.platform.pseudonym;

import java.security.SecureRandom;
import java.util.function.Supplier;

/** Pseudonyms by chance alone: 130 bits as 26 lower-case characters, as computed ones look. Thread-safe. */
final class Chance implements Supplier<String> {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARACTERS = 26;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] bytes = new byte[CHARACTERS];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (byte one : bytes) {
            text.append(ALPHABET.charAt(one & ALPHABET.length() - 1));
        }
        return text.toString();
    }
}
