package io.claimstream.feedback.page.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Query;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom a form names, and why: as it was sent, else as the address fills it in.
 *
 * @param hasInsurers whether the reader serves every insurer, so that one has to be named
 */
public record SubjectForm(String insurer, String claimId, String claimant, String reason, boolean hasInsurers) {

    static SubjectForm of(FormBody forms, Context context) {
        String own = Objects.requireNonNullElse(Authentication.caller(context).insurer(), "");
        return new SubjectForm(
                own.isEmpty() ? value(forms, context, "insurer") : own,
                value(forms, context, "claimId"),
                value(forms, context, "claimant"),
                value(forms, context, "reason"),
                own.isEmpty());
    }

    private static String value(FormBody forms, Context context, String name) {
        return forms.value(context, name)
                .or(() -> Query.parameter(context, name))
                .orElse("");
    }

    /** Whom, in the form that the API takes. */
    ObjectNode named() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "insurer", insurer);
        put(json, "claimId", claimId);
        put(json, "claimant", claimant);
        return json;
    }

    /** Whom and why, in the form that the API takes. */
    ObjectNode wanted() {
        ObjectNode json = named();
        put(json, "reason", reason);
        return json;
    }

    Optional<String> claim() {
        return Optional.of(claimId).filter(it -> !it.isEmpty());
    }

    Optional<String> pseudonym() {
        return Optional.of(claimant).filter(it -> !it.isEmpty());
    }

    private static void put(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }
}
