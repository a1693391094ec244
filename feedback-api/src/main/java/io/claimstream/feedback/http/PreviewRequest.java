package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.counterfactual.PreviewField;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.http.Problem.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a preview is asked of. */
sealed interface PreviewRequest {

    /** Version to score with, or {@code baseline}; empty for the one that goes without saying. */
    Optional<String> version();

    /**
     * The claim behind a score.
     *
     * @param changes values by the path of the field; null for what is not to be known
     */
    record OfScore(String scoreId, ObjectNode changes, Optional<String> version) implements PreviewRequest {}

    /** A claim that is not submitted. */
    record OfClaim(ClaimSubmitted claim, Optional<String> version) implements PreviewRequest {}

    /**
     * Reads a request.
     *
     * @throws ProblemException naming every place that is wrong
     */
    static PreviewRequest read(JsonNode json) {
        return new Reader(json).read();
    }

    /** Reads one body. */
    final class Reader {

        private static final Set<String> FIELDS = Set.of("scoreId", "changes", "claim", "modelVersion");
        private static final Pattern SCORE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
        private static final Pattern VERSION = Pattern.compile("baseline|m-[0-9a-f]{12}");

        private final JsonNode json;
        private final Fields fields;

        private Reader(JsonNode json) {
            this.json = json;
            this.fields = new Fields(json, FIELDS);
        }

        private PreviewRequest read() {
            Optional<String> version = fields.optionalText(
                    "modelVersion",
                    text -> VERSION.matcher(text).matches(),
                    "a version such as m-0f3c5a9d1e27, or baseline");
            boolean isClaim = json.hasNonNull("claim");
            if (isClaim) {
                fields.refuse("scoreId", "nothing beside a claim");
                fields.refuse("changes", "nothing beside a claim");
                fields.done();
                return new OfClaim(claim(json.path("claim")), version);
            }
            String scoreId =
                    fields.text("scoreId", text -> SCORE_ID.matcher(text).matches(), "the id of a score");
            ObjectNode changes = changes(json.path("changes"));
            fields.done();
            return new OfScore(scoreId, changes, version);
        }

        private static ClaimSubmitted claim(JsonNode claim) {
            try {
                return ClaimReader.read(claim);
            } catch (ProblemException e) {
                throw new ProblemException(e.problem().below("/claim"));
            }
        }

        private ObjectNode changes(JsonNode changes) {
            if (changes.isMissingNode() || changes.isNull()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (!(changes instanceof ObjectNode object)) {
                fields.add(List.of(new Field("/changes", "WRONG_TYPE", "an object")));
                return JsonNodeFactory.instance.objectNode();
            }
            List<Field> wrong = new ArrayList<>();
            object.properties().forEach(it -> check(it.getKey(), it.getValue(), wrong));
            fields.add(wrong);
            return object;
        }

        private static void check(String path, JsonNode value, List<Field> wrong) {
            String pointer = FactChanges.pointer(path);
            switch (PreviewField.of(path)) {
                case CHANGEABLE -> {
                    if (value.isContainerNode()) {
                        wrong.add(new Field(pointer, "WRONG_TYPE", "a single value, or null for what is not known"));
                    }
                }
                case IMMUTABLE ->
                    wrong.add(new Field(
                            pointer,
                            "IMMUTABLE_FIELD",
                            "a field of headsOfLoss, injury or accident: who claims, and when, stays as it is"));
                case PROTECTED ->
                    wrong.add(new Field(pointer, "PROTECTED_FIELD", "no age and no gender, which no model sees"));
                case UNKNOWN ->
                    wrong.add(new Field(
                            pointer,
                            "UNKNOWN_FIELD",
                            "the path of a fact, such as headsOfLoss.specialTherapy or injury.whiplash"));
            }
        }
    }
}
