package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.http.Problem.Field;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Whose claims a request without an insurer in its body is about: {@code insurer} in its address, or whom the caller is let in for. */
final class OwnInsurer {

    private static final String INSURER = "insurer";

    private OwnInsurer() {}

    /**
     * The insurer.
     *
     * @throws ProblemException when none is named by a caller who serves all, or one that the caller does not serve
     */
    static String required(Context context) {
        return of(context)
                .orElseThrow(() -> wrong("MISSING", "an insurer in the address: you are let in for all of them"));
    }

    /**
     * The insurer; empty for a caller who serves all and names none.
     *
     * @throws ProblemException when one is named that the caller does not serve
     */
    static Optional<String> of(Context context) {
        Optional<String> named = Optional.ofNullable(context.queryParam(INSURER));
        if (named.filter(it -> !ClaimKey.isInsurer(it)).isPresent()) {
            throw wrong("ID_MALFORMED", ClaimKey.INSURER_FORM);
        }
        named.ifPresent(it -> Authentication.requireServes(context, it));
        return named.or(() -> Optional.ofNullable(Authentication.caller(context).insurer()));
    }

    private static ProblemException wrong(String code, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.BAD_REQUEST, List.of(new Field("/" + INSURER, code, expected))));
    }
}
