package io.claimstream.platform.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a client could not be made, in the words of whoever refused: Kafka's code and the JDK's, which quote no secret. */
public final class ClientFailure {

    private static final int DEEPEST = 8;

    private ClientFailure() {}

    /** The messages from the outermost cause to the innermost, each once. */
    public static String words(Throwable failure) {
        List<String> words = new ArrayList<>();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String message = Optional.ofNullable(cause.getMessage())
                    .filter(it -> !it.isBlank())
                    .orElse(cause.getClass().getSimpleName());
            // Java makes the text of a cause the message of what wraps it.
            if (words.stream().noneMatch(it -> it.endsWith(message))) {
                words.add(message);
            }
            cause = cause.getCause();
        }
        return String.join(": ", words);
    }
}
