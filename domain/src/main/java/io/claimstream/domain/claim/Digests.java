package io.claimstream.domain.claim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;

/** Hashes of lists of texts, and their short printable form. */
final class Digests {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARACTERS = 26;

    private Digests() {}

    static byte[] sha256(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            feed(part, digest::update);
        }
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Feeds a text with its length before it: without the length, "ab","c" and "a","bc" would hash alike. */
    static void feed(String part, Consumer<ByteBuffer> sink) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sink.accept(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sink.accept(ByteBuffer.wrap(bytes));
    }

    /** The first 130 bits as 26 lower-case characters: long enough never to collide, short enough to read out. */
    static String base32(byte[] hash) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (int character = 0; character < CHARACTERS; character++) {
            int bit = character * 5;
            int window = (hash[bit / 8] & 0xff) << 8 | (hash[bit / 8 + 1] & 0xff);
            text.append(ALPHABET.charAt(window >> (11 - bit % 8) & 31));
        }
        return text.toString();
    }
}
