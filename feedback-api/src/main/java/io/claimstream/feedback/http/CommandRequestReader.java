package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.http.Problem.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a command about models from JSON and finds all that is wrong with its form at once. */
final class CommandRequestReader {

    static final Map<String, ModelCommandKind> KINDS = new TreeMap<>(Map.of(
            "promote", ModelCommandKind.PROMOTE,
            "rollback", ModelCommandKind.ROLL_BACK,
            "pin", ModelCommandKind.PIN,
            "unpin", ModelCommandKind.UNPIN,
            "retire", ModelCommandKind.RETIRE,
            "shadow", ModelCommandKind.SHADOW,
            "canary", ModelCommandKind.CANARY,
            "train", ModelCommandKind.TRAIN));

    private static final Set<String> FIELDS = Set.of("kind", "slot", "version", "share", "reason");
    private static final Set<String> UPLOAD_FIELDS = Set.of("slot", "reason");
    private static final Set<String> SLOT_FIELDS = Set.of("lineOfBusiness", "currency", "insurer");
    private static final Pattern VERSION = Pattern.compile("baseline|m-[0-9a-f]{12}");
    private static final Pattern LINE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String SHARE = "a share of the claims above 0 and below 1";
    private static final int REASON_CHARACTERS = 500;

    private final List<Field> wrong = new ArrayList<>();

    private CommandRequestReader() {}

    /**
     * The request that a JSON object stands for.
     *
     * @throws ProblemException naming every place that is wrong
     */
    static CommandRequest read(JsonNode json) {
        return new CommandRequestReader().request(json);
    }

    /** What a kind is called in JSON. */
    static String name(ModelCommandKind kind) {
        return KINDS.entrySet().stream()
                .filter(it -> it.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> kind.name().toLowerCase(Locale.ROOT));
    }

    /**
     * The slot and reason of an upload.
     *
     * @throws ProblemException naming every place that is wrong
     */
    static CommandRequest upload(JsonNode json) {
        return new CommandRequestReader().uploadRequest(json);
    }

    private CommandRequest uploadRequest(JsonNode json) {
        if (!(json instanceof ObjectNode)) {
            throw invalid(List.of(new Field("", "WRONG_TYPE", "an object")));
        }
        requireKnown(json, "", UPLOAD_FIELDS);
        ModelSlot slot = slot(json.path("slot"));
        String reason = reason(json);
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        return new CommandRequest(ModelCommandKind.UPLOAD, slot, null, null, reason);
    }

    private CommandRequest request(JsonNode json) {
        if (!(json instanceof ObjectNode)) {
            throw invalid(List.of(new Field("", "WRONG_TYPE", "an object")));
        }
        requireKnown(json, "", FIELDS);
        ModelCommandKind kind = kind(json);
        ModelSlot slot = slot(json.path("slot"));
        String version = text(json, "/version", VERSION, "a version such as m-0f3c5a9d1e27, or baseline", false);
        @Nullable Double share = share(json, kind);
        String reason = reason(json);
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        return new CommandRequest(kind, slot, version.isEmpty() ? null : version, share, reason);
    }

    private ModelCommandKind kind(JsonNode json) {
        @Nullable ModelCommandKind kind = KINDS.get(json.path("kind").asText(""));
        if (kind == null) {
            String code = json.hasNonNull("kind") ? "UNKNOWN_SYMBOL" : "MISSING";
            wrong.add(new Field("/kind", code, "one of " + String.join(", ", KINDS.keySet())));
            return ModelCommandKind.UNKNOWN;
        }
        return kind;
    }

    /** The share of a canary; a whole number is none. */
    private @Nullable Double share(JsonNode json, ModelCommandKind kind) {
        JsonNode share = json.path("share");
        boolean isCanary = kind == ModelCommandKind.CANARY;
        if (share.isMissingNode() || share.isNull()) {
            if (isCanary) {
                wrong.add(new Field("/share", "MISSING", SHARE));
            }
            return null;
        }
        if (!isCanary) {
            wrong.add(new Field("/share", "UNKNOWN_FIELD", "a share with the kind canary only"));
            return null;
        }
        if (!share.isNumber() || !(share.doubleValue() > 0 && share.doubleValue() < 1)) {
            wrong.add(new Field("/share", share.isNumber() ? "OUT_OF_RANGE" : "WRONG_TYPE", SHARE));
            return null;
        }
        return share.doubleValue();
    }

    private ModelSlot slot(JsonNode json) {
        if (!(json instanceof ObjectNode)) {
            wrong.add(new Field("/slot", json.isMissingNode() ? "MISSING" : "WRONG_TYPE", "an object"));
            return new ModelSlot("", "", null);
        }
        requireKnown(json, "/slot", SLOT_FIELDS);
        String line = text(json, "/slot/lineOfBusiness", LINE, "a line of business such as MOTOR_INJURY", true);
        String currency = text(json, "/slot/currency", CURRENCY, "a currency such as GBP", true);
        String insurer = text(json, "/slot/insurer", Pattern.compile(".*", Pattern.DOTALL), "a text", false);
        if (!insurer.isEmpty() && !ClaimKey.isInsurer(insurer)) {
            wrong.add(new Field("/slot/insurer", "ID_MALFORMED", ClaimKey.INSURER_FORM));
        }
        return new ModelSlot(line, currency, insurer.isEmpty() ? null : insurer);
    }

    private String reason(JsonNode json) {
        String reason = text(json, "/reason", Pattern.compile(".*", Pattern.DOTALL), "why, in plain words", true);
        if (json.path("reason").isTextual() && reason.isBlank()) {
            wrong.add(new Field("/reason", "TEXT_BLANK", "why, in plain words"));
        }
        if (reason.length() > REASON_CHARACTERS) {
            wrong.add(new Field("/reason", "TOO_LONG", "at most " + REASON_CHARACTERS + " characters"));
        }
        return reason.strip();
    }

    /** The text at a pointer; empty when it is not there or wrong. */
    private String text(JsonNode object, String pointer, Pattern form, String expected, boolean needed) {
        JsonNode node = object.path(pointer.substring(pointer.lastIndexOf('/') + 1));
        if (node.isMissingNode() || node.isNull()) {
            if (needed) {
                wrong.add(new Field(pointer, "MISSING", expected));
            }
            return "";
        }
        if (!node.isTextual() || !form.matcher(node.textValue()).matches()) {
            wrong.add(new Field(pointer, node.isTextual() ? "WRONG_FORM" : "WRONG_TYPE", expected));
            return "";
        }
        return node.textValue();
    }

    private void requireKnown(JsonNode object, String at, Set<String> known) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                String pointer = at + "/" + field.replace("~", "~0").replace("/", "~1");
                wrong.add(new Field(pointer, "UNKNOWN_FIELD", "one of the documented fields"));
            }
        });
    }

    private static ProblemException invalid(List<Field> fields) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, fields));
    }
}
