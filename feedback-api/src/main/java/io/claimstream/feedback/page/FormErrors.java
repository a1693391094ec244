package io.claimstream.feedback.page;

import io.claimstream.feedback.http.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is wrong with a form that was sent.
 *
 * @param summary the whole of it; blank when nothing is wrong
 * @param fields what was expected, by the name of the field
 */
public record FormErrors(String summary, Map<String, String> fields) {

    /** Of a form that was not sent yet. */
    public static final FormErrors NONE = new FormErrors("", Map.of());

    public FormErrors {
        fields = Map.copyOf(fields);
    }

    public static FormErrors of(Problem problem) {
        Map<String, String> fields = problem.fields().stream()
                .collect(Collectors.toMap(
                        it -> it.pointer().substring(Math.min(1, it.pointer().length())),
                        it -> "Expected " + it.expected() + ".",
                        (one, other) -> one));
        return new FormErrors(fields.isEmpty() ? summary(problem) : "Not yet: see below.", fields);
    }

    /** Of some problems only the detail says what to do next. */
    private static String summary(Problem problem) {
        String title = problem.code().title() + ".";
        return switch (problem.code()) {
            case SHOWN_ONCE, IDEMPOTENCY_KEY_REUSED, IN_FLIGHT, BAD_REQUEST, FORBIDDEN, TOO_MANY_WEBHOOKS ->
                title + " " + problem.detail();
            default -> title;
        };
    }

    /** What is wrong with a field; blank when nothing is. */
    public String of(String field) {
        return Objects.requireNonNullElse(fields.get(field), "");
    }
}
