package io.claimstream.feedback.batch;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is to be taken.
 *
 * @param format how its lines are written
 * @param insurer whose claims are in it; null, of JSON only, for several
 * @param serves whether claims of an insurer may be in it
 * @param actor who sends it
 * @param keyHash hash of the caller's name for the request; empty without one
 */
public record BatchRequest(
        BatchFormat format,
        @Nullable String insurer,
        Predicate<String> serves,
        String actor,
        Optional<String> keyHash) {}
