package io.claimstream.feedback.page.finance;

import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.FormErrors;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/** What forms of billing say when something was not done. */
final class BillingErrors {

    /** Not to be mended in the form. */
    private static final Set<ProblemCode> PASSED_ON = Set.of(
            ProblemCode.INVOICE_NOT_FOUND,
            ProblemCode.RATE_NOT_FOUND,
            ProblemCode.CREDIT_NOTE_NOT_FOUND,
            ProblemCode.FORBIDDEN,
            ProblemCode.CATCHING_UP);

    private BillingErrors() {}

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
