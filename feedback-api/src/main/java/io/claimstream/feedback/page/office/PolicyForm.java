package io.claimstream.feedback.page.office;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.policy.AcceptancePolicy;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the forms of policies, which change one rule or limit each: the others stay as they are in the version that the reader has seen. */
final class PolicyForm {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}([.][0-9]{1,12})?");
    private static final List<String> RULE = List.of(
            "greatestEstimate", "leastConfidence", "greatestRelativeWidth", "leastShareOfClaimed", "reviewShare");

    private final FormBody forms;
    private final Context context;

    PolicyForm(FormBody forms, Context context) {
        this.forms = forms;
        this.context = context;
    }

    /**
     * What is to be laid down.
     *
     * @param kind of which kind
     * @param heading what is changed
     * @param warning what follows from it
     * @param json all of it, in the form that the API takes
     * @param fields the form, to be sent again when it is confirmed
     */
    record Wanted(PolicyKind kind, String heading, String warning, JsonNode json, Map<String, String> fields) {

        boolean isNothing() {
            return json.path("rules").isEmpty() && json.path("limits").isEmpty();
        }
    }

    boolean isConfirmed() {
        return forms.value(context, "confirmed").isPresent();
    }

    /** Whether the form is of a version. */
    boolean isSeen(long version) {
        return forms.value(context, "version")
                .filter(Long.toString(version)::equals)
                .isPresent();
    }

    /** The rules with one more, another, or one less. */
    Wanted acceptance(Policy now) {
        String line = text("lineOfBusiness");
        ObjectNode rule = JsonNodeFactory.instance.objectNode().put("currency", text("currency"));
        if (!line.isEmpty()) {
            rule.put("lineOfBusiness", line);
        }
        RULE.forEach(name -> number(name).ifPresent(it -> rule.put(name, it)));
        boolean isRemoved = forms.value(context, "remove").isPresent();
        return new Wanted(
                PolicyKind.ACCEPTANCE,
                "Acceptance without a person",
                isRemoved
                        ? "Scores that only this rule accepted wait for a person again. What was accepted before stands."
                        : "Scores like that are accepted from now on without anybody looking at them. A score that the model itself doubts always waits for a person.",
                changed(
                        AcceptancePolicy.document(AcceptancePolicy.rules(now)),
                        "rules",
                        it -> it.path("currency").asText().equals(text("currency"))
                                && it.path("lineOfBusiness").asText("").equals(line),
                        isRemoved ? Optional.empty() : Optional.of(rule)),
                fields(
                        "lineOfBusiness",
                        "currency",
                        "greatestEstimate",
                        "leastConfidence",
                        "greatestRelativeWidth",
                        "leastShareOfClaimed",
                        "reviewShare"));
    }

    /** The limits with one more, another, or one less. */
    Wanted authority(Policy now) {
        ObjectNode limit =
                JsonNodeFactory.instance.objectNode().put("role", text("role")).put("currency", text("currency"));
        number("amount").ifPresent(it -> limit.put("amount", it));
        boolean isRemoved = forms.value(context, "remove").isPresent();
        return new Wanted(
                PolicyKind.AUTHORITY,
                "Authority",
                isRemoved
                        ? "Without a limit of its own the one for all insurers holds, and without that there is none."
                        : "A decision above it waits for a second person whose own limit allows it.",
                changed(
                        now.document(),
                        "limits",
                        it -> it.path("currency").asText().equals(text("currency"))
                                && it.path("role").asText().equals(text("role")),
                        isRemoved ? Optional.empty() : Optional.of(limit)),
                fields("role", "currency", "amount"));
    }

    /** @param now what is laid down, complete */
    private static ObjectNode changed(
            @Nullable JsonNode now, String name, Predicate<JsonNode> isMeant, Optional<ObjectNode> instead) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray(name);
        Optional.ofNullable(now).ifPresent(document -> document.path(name).forEach(it -> {
            if (!isMeant.test(it)) {
                all.add(it);
            }
        }));
        instead.ifPresent(all::add);
        return json;
    }

    private Map<String, String> fields(String... names) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : names) {
            forms.value(context, name).ifPresent(it -> fields.put(name, it));
        }
        forms.value(context, "remove").ifPresent(it -> fields.put("remove", it));
        return fields;
    }

    private String text(String name) {
        return forms.value(context, name).orElse("");
    }

    private Optional<BigDecimal> number(String name) {
        return forms.value(context, name)
                .filter(it -> NUMBER.matcher(it).matches())
                .map(BigDecimal::new);
    }
}
