package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;

/** Reads the forms of pages, within the limits that bodies of the API have. Thread-safe. */
public final class FormBody {

    /** Field that holds {@code csrfToken} of the session. */
    public static final String CSRF = "csrf";

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final String VALUES = "formValues";
    private static final int MOST_FIELDS = 200;

    private final RequestBody body;

    FormBody(RequestBody body) {
        this.body = body;
    }

    /**
     * What stands in a field, without blanks around it; empty when the form has no such field or nothing stands there.
     *
     * @throws ProblemException when the body is no form, or too large
     */
    public Optional<String> value(Context context, String name) {
        return raw(context, name).map(String::strip).filter(it -> !it.isEmpty());
    }

    /** Some fields as the object that the API takes in the same place: as they were typed, without those that are empty. */
    public ObjectNode json(Context context, String... names) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            raw(context, name).filter(it -> !it.isEmpty()).ifPresent(it -> json.put(name, it));
        }
        return json;
    }

    private Optional<String> raw(Context context, String name) {
        return Optional.ofNullable(values(context).getValue(name));
    }

    private MultiMap<String> values(Context context) {
        MultiMap<String> known = context.attribute(VALUES);
        if (known != null) {
            return known;
        }
        MultiMap<String> values = isForm(context) ? read(body.bytes(context)) : new MultiMap<>();
        context.attribute(VALUES, values);
        return values;
    }

    private static boolean isForm(Context context) {
        String type = Optional.ofNullable(context.header("Content-Type")).orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    private static MultiMap<String> read(byte[] bytes) {
        MultiMap<String> values = new MultiMap<>();
        try {
            UrlEncoded.decodeTo(new String(bytes, StandardCharsets.UTF_8), values::add, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Expected a form, but it cannot be read.");
        }
        if (values.size() > MOST_FIELDS) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Expected at most " + MOST_FIELDS + " fields.");
        }
        return values;
    }
}
