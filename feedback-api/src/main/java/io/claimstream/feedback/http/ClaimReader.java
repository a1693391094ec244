package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.desk.ClaimForm;

/** Reads a submitted claim from JSON. */
public final class ClaimReader {

    private ClaimReader() {}

    /**
     * The claim that a JSON object stands for.
     *
     * @throws ProblemException naming every place that does not have the form of the schema
     */
    public static ClaimSubmitted read(JsonNode json) {
        try {
            return ClaimForm.read(json);
        } catch (ClaimForm.MalformedException e) {
            throw new ProblemException(Problem.of(
                    ProblemCode.INVALID_BODY,
                    e.flaws().stream()
                            .map(it -> new Problem.Field(it.pointer(), it.code(), it.expected()))
                            .toList()));
        }
    }
}
