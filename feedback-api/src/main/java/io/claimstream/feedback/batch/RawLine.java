package io.claimstream.feedback.batch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bytes of a line, or why there are none.
 *
 * @param number line on which it begins, counted from 1
 * @param bytes what it holds, without its end; empty unless whole
 * @param flaw what keeps it from being read
 */
record RawLine(int number, ByteBuffer bytes, Flaw flaw) {

    /** What keeps a line from being read. */
    enum Flaw {
        NONE,
        TOO_LONG,
        QUOTE_OPEN
    }

    /** Whether nothing stands on it. */
    boolean isBlank() {
        if (flaw != Flaw.NONE) {
            return false;
        }
        for (int i = 0; i < bytes.limit(); i++) {
            byte one = bytes.get(i);
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The text; empty when it is not UTF-8. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
