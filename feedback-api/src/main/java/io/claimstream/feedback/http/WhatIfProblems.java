package io.claimstream.feedback.http;

import io.claimstream.feedback.whatif.WhatIfRefusedException;
import io.claimstream.platform.streams.WorldFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Says as problems why a question about a score has no answer. */
final class WhatIfProblems {

    private WhatIfProblems() {}

    /** The same answer, or a problem instead of a refusal. */
    static <T> CompletableFuture<T> told(CompletableFuture<T> answer) {
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WhatIfRefusedException refused) {
            return new ProblemException(code(refused.reason()), refused.detail());
        }
        if (!(cause instanceof ProblemException) && WorldFailure.cause(cause).isPresent()) {
            return new ProblemException(
                    ProblemCode.KAFKA_UNAVAILABLE,
                    "Expected an answer of Kafka and its registry; send the same again.");
        }
        return cause;
    }

    private static ProblemCode code(WhatIfRefusedException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_VERSION -> ProblemCode.VERSION_NOT_FOUND;
            case VERSION_REFUSED -> ProblemCode.VERSION_REFUSED;
            case WRONG_SLOT -> ProblemCode.VERSION_NOT_FOR_CLAIM;
            case NOT_SCORABLE -> ProblemCode.NOT_SCORABLE;
            case SCORED_BY_BASELINE -> ProblemCode.SCORED_BY_BASELINE;
            case EVIDENCE_GONE -> ProblemCode.EVIDENCE_GONE;
            case CATCHING_UP -> ProblemCode.CATCHING_UP;
            case BUSY -> ProblemCode.TOO_BUSY;
        };
    }
}
