package io.claimstream.platform.service;

/** Exit codes of every process of Claimstream. */
public enum ExitCode {
    DONE(0),
    BUG(1),
    WRONG_USE(2),
    BAD_INPUT(3),
    OUTSIDE_WORLD(4),
    /** Nothing differs, but what was asked about was erased, in whole or in part, and cannot be compared any more. */
    ERASED(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }
}
