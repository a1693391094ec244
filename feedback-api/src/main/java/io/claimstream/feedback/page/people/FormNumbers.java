package io.claimstream.feedback.page.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.FormBody;
import io.javalin.http.Context;

/** Puts numbers of forms where the API has numbers: a form sends texts alone. */
final class FormNumbers {

    private FormNumbers() {}

    /** The object with a whole number more; with the text as it was sent where that is none, so that it is refused. */
    static ObjectNode with(ObjectNode json, Context context, FormBody forms, String name) {
        forms.value(context, name).ifPresent(text -> {
            if (text.matches("[0-9]{1,9}")) {
                json.put(name, Integer.parseInt(text));
            } else {
                json.put(name, text);
            }
        });
        return json;
    }
}
