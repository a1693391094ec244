package io.claimstream.model.upload;

/** An upload is not taken; the message says why and what to do, without anything that stands in it beyond names of features. */
public final class UploadRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String part;
    private final String code;

    /**
     * @param part the part of the upload that is wrong: {@code model}, {@code features} or {@code golden}
     * @param code stable code
     * @param expected what was expected instead, to follow "expected "
     */
    public UploadRefusedException(String part, String code, String expected) {
        super(expected);
        this.part = part;
        this.code = code;
    }

    /** The part that is wrong. */
    public String part() {
        return part;
    }

    /** Its code. */
    public String code() {
        return code;
    }

    /** What was expected instead. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
