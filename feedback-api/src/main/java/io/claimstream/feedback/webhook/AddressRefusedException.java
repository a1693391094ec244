package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.Delivery.Problem;
import java.io.IOException;

/** Nothing may be sent to where a name leads now. */
final class AddressRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    AddressRefusedException(Problem problem) {
        super("Expected an address that deliveries may go to, but " + problem);
        this.problem = problem;
    }

    /** Why. */
    Problem problem() {
        return problem;
    }
}
