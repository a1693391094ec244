package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.FormErrors;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/** What forms of privacy say when something was not done. */
final class PrivacyErrors {

    /** Not to be mended in the form. */
    private static final Set<ProblemCode> PASSED_ON = Set.of(
            ProblemCode.ERASURE_NOT_FOUND,
            ProblemCode.RECEIPT_NOT_FOUND,
            ProblemCode.LEGAL_HOLD_NOT_FOUND,
            ProblemCode.RETENTION_DUTY_NOT_FOUND,
            ProblemCode.CATCHING_UP);

    private PrivacyErrors() {}

    /**
     * What to say beside the form, whose status the answer gets.
     *
     * @throws ProblemException when the page itself is not to be shown
     */
    static FormErrors of(Context context, ProblemException failure) {
        Problem problem = failure.problem();
        if (PASSED_ON.contains(problem.code())) {
            throw failure;
        }
        context.status(problem.code().status());
        return problem.fields().isEmpty()
                ? new FormErrors(problem.code().title() + ". " + problem.detail(), Map.of())
                : FormErrors.of(problem);
    }
}
