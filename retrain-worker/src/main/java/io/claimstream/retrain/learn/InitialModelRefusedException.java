package io.claimstream.retrain.learn;

/** The model that {@code model.initial} names cannot be put in service; the message says which code, why, and what to do. */
final class InitialModelRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InitialModelRefusedException(String name, String code, String detail, String hint) {
        super("model.initial '" + name + "' is refused: " + code + ", " + detail + ". " + hint);
    }
}
