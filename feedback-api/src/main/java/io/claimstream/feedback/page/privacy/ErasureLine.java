package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Erasure;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An erasure as a list shows it.
 *
 * @param address its page
 * @param look class of the state
 */
public record ErasureLine(
        String address,
        String insurer,
        String claimant,
        String state,
        String look,
        String asked,
        String askedBy,
        String receipt) {

    static final String BELOW = "/privacy/erasures/";

    static ErasureLine of(Erasure erasure, Instant now, Reader reader, UnaryOperator<String> names) {
        Erasure.State state = erasure.state(now);
        return new ErasureLine(
                BELOW + erasure.erasureId(),
                erasure.subject().insurer(),
                erasure.subject().pseudonym(),
                word(state),
                look(state),
                reader.time(erasure.asked().at()),
                names.apply(erasure.asked().by()),
                Objects.requireNonNullElse(erasure.receiptText(), Reader.NONE));
    }

    static String word(Erasure.State state) {
        return switch (state) {
            case WAITING -> "Waits for a second person";
            case DECLINED -> "Declined";
            case EXPIRED -> "Expired: nobody confirmed it within a week";
            case CONFIRMED -> "Being carried out";
            case DONE -> "Done";
        };
    }

    static String look(Erasure.State state) {
        return switch (state) {
            case WAITING, CONFIRMED -> "care";
            case DONE -> "good";
            case DECLINED, EXPIRED -> "";
        };
    }
}
