package io.claimstream.schemas.json;

import java.util.List;
import java.util.stream.Collectors;

/** JSON that is no event of the wanted kind, with all its problems. The message names places and never contents. */
public final class EventJsonException extends RuntimeException {

    /** What is wrong at a place. */
    public enum Code {
        /** The text is not JSON. */
        MALFORMED,
        /** The schema has no such field. */
        UNKNOWN_FIELD,
        /** A field that must be given is absent or null. */
        MISSING,
        /** Another kind of JSON value is expected. */
        WRONG_TYPE,
        /** A number or time beyond what the field can hold. */
        OUT_OF_RANGE,
        /** More decimals than the amount can hold. */
        TOO_MANY_DECIMALS,
        /** No value of the enumeration. */
        UNKNOWN_SYMBOL,
        /** A text that does not have the form of a time. */
        BAD_TIME,
        /** A text that is not base64. */
        BAD_BASE64
    }

    /**
     * One problem.
     *
     * @param pointer JSON Pointer (RFC 6901) of the place; empty for the whole
     * @param expected what was expected there, for people
     * @param code what is wrong
     */
    public record Problem(String pointer, String expected, Code code) {}

    private final List<Problem> problems;

    EventJsonException(List<Problem> problems) {
        super(problems.stream()
                .map(problem ->
                        "Expected %s at '%s' (%s)".formatted(problem.expected(), problem.pointer(), problem.code()))
                .collect(Collectors.joining("; ", "", ".")));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of the schema, unknown fields last within their object; at least one, at most 100. */
    public List<Problem> problems() {
        return problems;
    }
}
