package io.claimstream.feedback.idempotency;

/** Whose turn it is with a request that names itself. */
public sealed interface Turn {

    /** It is new: carry it out, then keep its answer or let go of it. */
    record Mine() implements Turn {}

    /** It is being carried out. */
    record InFlight() implements Turn {}

    /** It was carried out; this was the answer. */
    record Done(KeptAnswer answer) implements Turn {}

    /** The key came before with another request. */
    record Reused() implements Turn {}
}
