package io.claimstream.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.platform.service.Health;
import java.util.Locale;

/** Health as JSON: {@code {"live":true,"ready":false,"checks":[{"name":…,"status":"waiting","detail":…}]}}. */
public final class HealthJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HealthJson() {}

    /** The JSON of a health; the same for the same health. */
    public static String write(Health health) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("live", health.live()).put("ready", health.ready());
        var checks = json.putArray("checks");
        for (Health.Check check : health.checks()) {
            checks.addObject()
                    .put("name", check.name())
                    .put("status", check.status().name().toLowerCase(Locale.ROOT))
                    .put("detail", check.detail());
        }
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a JSON tree to be writable.", e);
        }
    }
}
