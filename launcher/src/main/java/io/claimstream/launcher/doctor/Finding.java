package io.claimstream.launcher.doctor;

/**
 * What was found.
 *
 * @param area what was looked at, such as {@code topics}
 * @param finding one or two plain sentences
 * @param advice what to do; empty when nothing
 */
record Finding(String area, Verdict verdict, String finding, String advice) {

    /** How bad it is. */
    enum Verdict {
        OK,
        /** It works, but not well, or not for long. */
        WARNING,
        /** Something cannot work like this. */
        WRONG
    }

    static Finding ok(String area, String finding) {
        return new Finding(area, Verdict.OK, finding, "");
    }

    static Finding warning(String area, String finding, String advice) {
        return new Finding(area, Verdict.WARNING, finding, advice);
    }

    static Finding wrong(String area, String finding, String advice) {
        return new Finding(area, Verdict.WRONG, finding, advice);
    }

    /** Whether something cannot work. */
    boolean isWrong() {
        return verdict == Verdict.WRONG;
    }
}
