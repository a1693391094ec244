package io.claimstream.feedback.page.submit;

import io.claimstream.feedback.batch.BatchLimits;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Reader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says why a file as a whole is not taken, and what to do next.
 *
 * @param most how much a file may hold
 * @param reader who reads
 */
record BatchTrouble(BatchLimits most, Reader reader) {

    private static final Set<String> FIELDS = Set.of("file", "insurer", "format");
    private static final int MEGABYTE = 1024 * 1024;
    private static final int MOST_COLUMNS = 40;
    private static final String NOTHING = " Nothing was submitted.";

    /** How much a file may hold, in words. */
    String limits() {
        return "At most " + size() + " and " + reader.count(most.maxLines()) + " claims.";
    }

    private String size() {
        return most.maxBytes() < MEGABYTE
                ? reader.count(most.maxBytes()) + " bytes"
                : reader.count(most.maxBytes() / MEGABYTE) + " MB";
    }

    FormErrors errors(Problem problem) {
        Map<String, String> fields = new HashMap<>();
        problem.fields().forEach(it -> {
            if (FIELDS.contains(name(it))) {
                fields.put(name(it), "Expected " + it.expected() + ".");
            }
        });
        return new FormErrors(fields.isEmpty() ? words(problem) : "Not yet: see below." + NOTHING, fields);
    }

    /** What is wrong with the header of a file, with the columns that it is wrong with. */
    List<String> header(Problem problem) {
        if (!isOfHeader(problem)) {
            return List.of();
        }
        Map<String, List<String>> columns = problem.fields().stream()
                .filter(it -> !it.pointer().isEmpty())
                .limit(MOST_COLUMNS)
                .collect(Collectors.groupingBy(
                        Field::expected,
                        LinkedHashMap::new,
                        Collectors.mapping(BatchTrouble::name, Collectors.toList())));
        return columns.entrySet().stream()
                .map(it -> "Expected " + it.getKey() + ": " + String.join(", ", it.getValue()))
                .toList();
    }

    private static boolean isOfHeader(Problem problem) {
        return problem.code() == ProblemCode.INVALID_BODY
                && problem.fields().stream()
                        .noneMatch(it -> FIELDS.contains(name(it)) || it.code().equals("EMPTY"));
    }

    private static String name(Field field) {
        return field.pointer().replaceFirst("^/", "").replace("~1", "/").replace("~0", "~");
    }

    private String words(Problem problem) {
        return switch (problem.code()) {
            case BODY_TOO_LARGE ->
                "The file is larger than " + size() + "." + NOTHING
                        + " Split it, and send the parts one after another.";
            case BATCH_TOO_LONG ->
                "The file has more than " + reader.count(most.maxLines()) + " claims." + NOTHING
                        + " Split it, and send the parts one after another.";
            case INVALID_BODY ->
                isOfHeader(problem)
                        ? "This is no file of claims as it is expected here: the first line has to name the 36 columns of a motor injury file, and may name claim_id."
                                + NOTHING + detail(problem)
                        : "There is no claim in the file." + NOTHING + " Choose another one.";
            case KAFKA_UNAVAILABLE, TOO_BUSY ->
                "The file was not taken to its end. Choose the same file and send it again in a moment: it goes on where it ended, and no claim counts twice.";
            case TOO_SLOW ->
                "The file came too slowly, and was given up." + NOTHING + " Send it again, or in smaller parts.";
            case IN_FLIGHT -> "This file is being taken already. It stands below in a moment; load the page again.";
            case IDEMPOTENCY_KEY_REUSED ->
                "Another file was sent with this form before, and that counts. Choose the file again, and send it once more.";
            case FORBIDDEN -> "You may submit claims of your own insurer only." + NOTHING;
            case BAD_REQUEST -> "The file did not arrive whole." + NOTHING + " Send it again.";
            default -> problem.code().title() + ". " + problem.detail();
        };
    }

    private static String detail(Problem problem) {
        return problem.fields().stream()
                .filter(it -> it.pointer().isEmpty())
                .findFirst()
                .map(it -> " " + it.expected() + ".")
                .orElse("");
    }
}
