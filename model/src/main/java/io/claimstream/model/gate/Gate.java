package io.claimstream.model.gate;

import io.claimstream.domain.lifecycle.RefusalCode;

/** What a model has to pass, in the order in which it is asked. The first that refuses gives the refusal its code. */
public enum Gate {
    /** It is what its manifest says, and both engines agree on it. */
    VERIFIED(RefusalCode.NOT_VERIFIED),
    /** Its error is smaller than that of champion and baseline, beyond chance. */
    BETTER(RefusalCode.NOT_BETTER),
    /** Its intervals hold what they state. */
    COVERAGE(RefusalCode.COVERAGE),
    /** It is as good for everybody. */
    FAIRNESS(RefusalCode.UNFAIR),
    /** It scores and explains fast enough. */
    SPEED(RefusalCode.TOO_SLOW);

    private final RefusalCode refusal;

    Gate(RefusalCode refusal) {
        this.refusal = refusal;
    }

    /** Code of a refusal by this gate. */
    public RefusalCode refusal() {
        return refusal;
    }
}
