package io.claimstream.model.artifact;

import org.jspecify.annotations.Nullable;

/** A model failed a check; carried up to the loader, which returns it as a value. */
public final class ModelRefusedException extends RuntimeException {

    private final Refusal refusal;

    public ModelRefusedException(Refusal.Code code, String detail, @Nullable Throwable cause) {
        super(code + ": " + detail, cause);
        this.refusal = new Refusal(code, detail);
    }

    public ModelRefusedException(Refusal.Code code, String detail) {
        this(code, detail, null);
    }

    public ModelRefusedException(Refusal refusal) {
        this(refusal.code(), refusal.detail());
    }

    public Refusal refusal() {
        return refusal;
    }
}
