package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.WrongUseException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The slot that a command is about. */
final class SlotOption {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}/[A-Z]{3}");

    @Option(
            names = "--slot",
            paramLabel = "LINE/CURRENCY",
            defaultValue = "MOTOR_INJURY/GBP",
            description = "Line of business and currency. Default: ${DEFAULT-VALUE}.")
    private String slot = "MOTOR_INJURY/GBP";

    @Option(
            names = "--insurer",
            paramLabel = "NAME",
            description = "The slot of this insurer alone. Default: that of every insurer.")
    private @Nullable String insurer;

    ObjectNode toJson() {
        String[] parts = parts();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("lineOfBusiness", parts[0]).put("currency", parts[1]);
        if (insurer != null) {
            json.put("insurer", insurer);
        }
        return json;
    }

    String historyPath() {
        String[] parts = parts();
        return "/v1/models/slots/" + parts[0] + "/" + parts[1] + "/history?"
                + (insurer == null ? "" : "insurer=" + encoded(insurer) + "&");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String[] parts() {
        if (!FORM.matcher(slot).matches()) {
            throw new WrongUseException("Expected --slot such as MOTOR_INJURY/GBP, but got '" + slot + "'.");
        }
        return slot.split("/", 2);
    }
}
