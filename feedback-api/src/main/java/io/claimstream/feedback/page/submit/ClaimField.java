package io.claimstream.feedback.page.submit;

import io.claimstream.feedback.page.Words;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A field of a claim as a form asks for it. Immutable.
 *
 * @param path where it stands in a claim, dots between its parts; also its name in the form
 * @param words what people call it
 * @param hint what belongs there
 * @param kind how it is asked for
 * @param isRequired whether a claim without it is none
 * @param choices the only values that may stand there; empty for any
 * @param suggested values that are well known; any other may stand there too
 * @param rules what its value must keep, as far as one value tells
 */
public record ClaimField(
        String path,
        String words,
        String hint,
        Kind kind,
        boolean isRequired,
        List<String> choices,
        List<String> suggested,
        List<FieldRule> rules) {

    private static final Pattern CODE = Pattern.compile("[A-Z_]{4,}");

    public ClaimField {
        choices = List.copyOf(choices);
        suggested = List.copyOf(suggested);
        rules = List.copyOf(rules);
    }

    /** How a field is asked for. */
    public enum Kind {
        TEXT,
        /** Text of several lines. */
        LINES,
        CHOICE,
        /** Yes, no, or not known. */
        FLAG,
        /** Whole number. */
        COUNT,
        /** Exact number with decimals. */
        AMOUNT,
        TIME
    }

    /** What people call a choice: codes such as MOTOR_INJURY are words, and those of currencies stay as they are. */
    public String words(String choice) {
        return CODE.matcher(choice).matches() ? Words.of(choice) : choice;
    }

    /** The rules as JSON, for the script that checks them as one types. */
    public String rulesAsJson() {
        return FieldRule.json(rules);
    }
}
