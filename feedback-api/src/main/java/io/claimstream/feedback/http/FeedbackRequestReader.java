package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.http.Problem.Field;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads feedback from JSON and finds all that is wrong with it at once. Thread-safe. */
final class FeedbackRequestReader {

    private static final Map<String, FeedbackKind> KINDS = Map.of(
            "accepted", FeedbackKind.ACCEPTED,
            "corrected", FeedbackKind.CORRECTED,
            "settled", FeedbackKind.SETTLED,
            "withdrawn", FeedbackKind.WITHDRAWN);
    private static final Set<String> FIELDS =
            Set.of("kind", "amount", "reasonCode", "note", "eventTime", "withdrawnFeedbackId");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int NOTE_CHARACTERS = 2_000;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Clock clock;

    FeedbackRequestReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * The request that a JSON object stands for.
     *
     * @throws ProblemException naming every place that is wrong
     */
    FeedbackRequest read(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw invalid(List.of(new Field("", "WRONG_TYPE", "an object")));
        }
        return new Reading(object).read();
    }

    /**
     * What is said instead of an earlier feedback: anything but a withdrawal.
     *
     * @throws ProblemException naming every place that is wrong
     */
    FeedbackRequest readRevision(JsonNode json) {
        FeedbackRequest request = read(json);
        if (request.kind() == FeedbackKind.WITHDRAWN) {
            throw invalid(List.of(new Field("/kind", "NOT_ALLOWED", "one of accepted, corrected, settled")));
        }
        return request;
    }

    /** The note of a body that was read: apart, so that nothing that is kept holds it in the clear. */
    static Optional<String> note(JsonNode json) {
        return Optional.ofNullable(json.path("note").textValue()).filter(it -> !it.isBlank());
    }

    private static ProblemException invalid(List<Field> fields) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, fields));
    }

    /** One body being read. */
    private final class Reading {

        private final ObjectNode json;
        private final List<Field> wrong = new ArrayList<>();

        Reading(ObjectNode json) {
            this.json = json;
        }

        FeedbackRequest read() {
            FeedbackKind kind = kind();
            requireOnlyFor(kind, Set.of(FeedbackKind.CORRECTED, FeedbackKind.SETTLED), "amount", "an amount");
            requireOnlyFor(kind, Set.of(FeedbackKind.WITHDRAWN), "withdrawnFeedbackId", "the feedback to take back");
            BigDecimal amount = amount();
            String reasonCode = code("reasonCode", "1 to 64 letters, digits or . _ -");
            String withdrawn = code("withdrawnFeedbackId", "the id of a feedback");
            Instant eventTime = eventTime();
            checkNote();
            json.fieldNames().forEachRemaining(this::requireKnown);
            if (!wrong.isEmpty()) {
                throw invalid(wrong);
            }
            return new FeedbackRequest(kind, amount, reasonCode, eventTime, withdrawn);
        }

        private FeedbackKind kind() {
            FeedbackKind kind = KINDS.get(json.path("kind").asText(""));
            if (kind == null) {
                String code = json.hasNonNull("kind") ? "UNKNOWN_SYMBOL" : "MISSING";
                wrong.add(new Field("/kind", code, "one of accepted, corrected, settled, withdrawn"));
                return FeedbackKind.UNKNOWN;
            }
            return kind;
        }

        private @Nullable BigDecimal amount() {
            return AmountField.read(json.path("amount"), "/amount", wrong).orElse(null);
        }

        private @Nullable String code(String field, String form) {
            String text = text(field);
            if (text != null && !CODE.matcher(text).matches()) {
                wrong.add(new Field("/" + field, "WRONG_FORM", form));
                return null;
            }
            return text;
        }

        private @Nullable Instant eventTime() {
            String text = text("eventTime");
            if (text == null) {
                return null;
            }
            try {
                Instant time = Instant.parse(text);
                if (time.isBefore(EARLIEST) || time.isAfter(clock.instant().plus(CLOCK_SKEW))) {
                    wrong.add(new Field("/eventTime", "OUT_OF_RANGE", "a time since 1900 that is not in the future"));
                }
                return time;
            } catch (DateTimeException e) {
                wrong.add(new Field("/eventTime", "BAD_TIME", "a time such as 2026-03-01T09:30:00Z"));
                return null;
            }
        }

        /** As the long texts of a claim. */
        private void checkNote() {
            String text = text("note");
            if (text != null && text.length() > NOTE_CHARACTERS) {
                wrong.add(new Field("/note", "TOO_LONG", "at most " + NOTE_CHARACTERS + " characters"));
            }
            if (text != null && text.chars().anyMatch(Reading::isUnprintable)) {
                wrong.add(new Field("/note", "WRONG_FORM", "printable text, in several lines if need be"));
            }
        }

        private static boolean isUnprintable(int character) {
            return Character.isISOControl(character) && !Character.isWhitespace(character);
        }

        private @Nullable String text(String field) {
            JsonNode node = json.path(field);
            if (!json.hasNonNull(field)) {
                return null;
            }
            if (!node.isTextual()) {
                wrong.add(new Field("/" + field, "WRONG_TYPE", "a text"));
                return null;
            }
            return node.textValue();
        }

        private void requireOnlyFor(FeedbackKind kind, Set<FeedbackKind> kinds, String field, String meaning) {
            if (kind == FeedbackKind.UNKNOWN) {
                return;
            }
            boolean needed = kinds.contains(kind);
            boolean given = json.hasNonNull(field);
            if (needed && !given) {
                wrong.add(new Field("/" + field, "MISSING", meaning));
            }
            if (!needed && given) {
                wrong.add(new Field("/" + field, "NOT_ALLOWED", "nothing for this kind of feedback"));
            }
        }

        private void requireKnown(String field) {
            if (!FIELDS.contains(field)) {
                String pointer = "/" + field.replace("~", "~0").replace("/", "~1");
                wrong.add(new Field(pointer, "UNKNOWN_FIELD", "one of the documented fields"));
            }
        }
    }
}
