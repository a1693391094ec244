package io.claimstream.feedback.http;

import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.idempotency.KeptAnswer;
import io.claimstream.feedback.idempotency.RequestName;
import io.claimstream.feedback.idempotency.Turn;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Carries out forms each once, such as those whose answer shows a secret: a form that is sent again, as by loading its answer anew, makes nothing and shows nothing. A form
 * names itself by a field that its page fills in. Thread-safe.
 */
public final class FormsOnce {

    /** Field with the name of the form. */
    public static final String FIELD = "once";

    private static final KeptAnswer SHOWN =
            new KeptAnswer(ProblemCode.SHOWN_ONCE.status(), "text/plain", null, ProblemCode.SHOWN_ONCE.name());

    private final IdempotencyLedger ledger;
    private final FormBody forms;
    private final RequestBody body;

    FormsOnce(IdempotencyLedger ledger, FormBody forms, RequestBody body) {
        this.ledger = ledger;
        this.forms = forms;
        this.body = body;
    }

    /** A name for a form that is shown now. */
    public String name() {
        return UUID.randomUUID().toString();
    }

    /**
     * Does what the form asks for, unless it was done before.
     *
     * @throws ProblemException when it was done, is being done, names itself not at all, or what it asks for is refused; then nothing was done
     */
    public <T> T carryOut(Context context, Supplier<T> change) {
        RequestName name = name(context);
        Turn turn = ledger.begin(name);
        if (!(turn instanceof Turn.Mine)) {
            throw notMine(turn);
        }
        boolean isDone = false;
        try {
            T made = change.get();
            isDone = true;
            return made;
        } finally {
            if (isDone) {
                ledger.keep(name, SHOWN);
            } else {
                ledger.release(name);
            }
        }
    }

    private RequestName name(Context context) {
        String once = forms.value(context, FIELD)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.BAD_REQUEST, "Expected the form as our page has it; load the page again."));
        return RequestName.of(
                Authentication.caller(context).name(), once, "POST " + context.path(), body.bytes(context));
    }

    private static ProblemException notMine(Turn turn) {
        if (turn instanceof Turn.Done) {
            return new ProblemException(
                    ProblemCode.SHOWN_ONCE,
                    "This form was sent before, and was carried out then. A secret that its answer showed is kept nowhere.");
        }
        return turn instanceof Turn.Reused
                ? new ProblemException(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "This form was sent before with something else in it; load its page again.")
                : new ProblemException(
                        ProblemCode.IN_FLIGHT, "Expected the same form to be done first; look again soon.");
    }
}
