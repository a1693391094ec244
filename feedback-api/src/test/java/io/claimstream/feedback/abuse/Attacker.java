package io.claimstream.feedback.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.schemas.json.EventJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Makes requests to the operations of a contract: a third of them right by the contract in all that it says, the others wrong in some part. With the same seed and the
 * same ids the same ones.
 */
final class Attacker {

    private static final int RIGHT_OF_TEN = 4;
    private static final String JSON = "application/json";

    private final JsonNode document;
    private final URI api;
    private final Random random;
    private final SchemaValues values;
    private final Rubbish rubbish;
    private final List<String> keys;
    private final Function<String, String> ids;

    /**
     * @param document the contract
     * @param keys keys of callers with every right, some, and none
     * @param ids something that is there for the name of a parameter; empty when nothing is known
     */
    Attacker(JsonNode document, URI api, long seed, List<String> keys, Function<String, String> ids) {
        this.document = document;
        this.api = api;
        this.random = new Random(seed);
        this.values = new SchemaValues(document, random);
        this.rubbish = new Rubbish(random);
        this.keys = List.copyOf(keys);
        this.ids = ids;
    }

    /** The next request to an operation. */
    HttpRequest next(Operation operation) {
        boolean isRight = random.nextInt(10) < RIGHT_OF_TEN;
        String template = operation.path().replace('<', '{').replace('>', '}');
        JsonNode item = document.path("paths").path(template);
        JsonNode described = item.path(operation.method().toLowerCase(java.util.Locale.ROOT));
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(it -> parameters.add(values.resolved(it)));
        described.path("parameters").forEach(it -> parameters.add(values.resolved(it)));

        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(address(template, parameters, isRight)));
        String key = isRight ? keys.get(0) : keys.get(random.nextInt(keys.size()));
        if (!key.isEmpty()) {
            boolean isBearer = random.nextBoolean();
            request.header(isBearer ? "Authorization" : "X-Api-Key", isBearer ? "Bearer " + key : key);
        }
        parameters.stream()
                .filter(it -> it.path("in").asText().equals("header"))
                .filter(it -> (isRight && it.path("required").asBoolean()) || random.nextInt(3) == 0)
                .forEach(it -> request.header(it.path("name").asText(), header(it, isRight)));
        body(request, operation, described.path("requestBody"), isRight);
        return request.build();
    }

    private String address(String template, List<JsonNode> parameters, boolean isRight) {
        String path = template;
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            if (in.equals("path")) {
                path = path.replace("{" + name + "}", encoded(segment(parameter, isRight)));
            } else if (in.equals("query") && random.nextInt(isRight ? 2 : 4) == 0) {
                query.append(query.isEmpty() ? "?" : "&").append(encoded(name)).append('=');
                query.append(encoded(isRight || random.nextBoolean() ? value(parameter) : rubbish.text()));
            }
        }
        if (!isRight && random.nextInt(20) == 0) {
            query.append(query.isEmpty() ? "?" : "&").append("unknown=").append(encoded(rubbish.text()));
        }
        return path + query;
    }

    private String segment(JsonNode parameter, boolean isRight) {
        String known = ids.apply(parameter.path("name").asText());
        if (!known.isEmpty() && (isRight || random.nextBoolean())) {
            return known;
        }
        String text = isRight || random.nextBoolean() ? value(parameter) : rubbish.text();
        // An address with nothing between two slashes is another address.
        return text.isEmpty() ? "-" : text;
    }

    private String value(JsonNode parameter) {
        return parameter.has("example") && random.nextBoolean()
                ? parameter.path("example").asText()
                : values.value(parameter.path("schema")).asText();
    }

    /** A client would not send control characters or others than Latin in a header: the connection tests do. */
    private String header(JsonNode parameter, boolean isRight) {
        boolean isPrecondition = parameter.path("name").asText().equals("If-Match");
        String text = isRight ? isPrecondition ? "*" : value(parameter) : rubbish.text();
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private void body(HttpRequest.Builder request, Operation operation, JsonNode described, boolean isRight) {
        Iterator<Map.Entry<String, JsonNode>> types =
                described.path("content").properties().iterator();
        if (!types.hasNext()) {
            boolean isOdd = !isRight && random.nextInt(10) == 0;
            request.method(
                    operation.method(), isOdd ? BodyPublishers.ofByteArray(rubbish.bytes()) : BodyPublishers.noBody());
            return;
        }
        Map.Entry<String, JsonNode> content = types.next();
        String type = content.getKey();
        byte[] bytes = type.equals(JSON) ? json(content.getValue(), isRight) : other(content.getValue(), isRight);
        String boundary = type.startsWith("multipart/") ? "; boundary=b" : "";
        request.header("Content-Type", isRight || random.nextInt(8) > 0 ? type + boundary : "text/x-rubbish");
        request.method(operation.method(), BodyPublishers.ofByteArray(bytes));
    }

    private byte[] json(JsonNode content, boolean isRight) {
        JsonNode right = random.nextInt(3) > 0 ? example(content) : values.value(content.path("schema"));
        if (isRight) {
            return bytes(right);
        }
        return switch (random.nextInt(4)) {
            case 0 -> rubbish.bytes();
            case 1 -> bytes(rubbish.changed(rubbish.changed(right)));
            default -> bytes(rubbish.changed(right));
        };
    }

    /** Rows, lines and forms: an example where there is one, and rubbish. */
    private byte[] other(JsonNode content, boolean isRight) {
        JsonNode example = example(content);
        boolean isText = example.isTextual() && (isRight || random.nextBoolean());
        return isText ? example.asText().getBytes(StandardCharsets.UTF_8) : rubbish.bytes();
    }

    private JsonNode example(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        content.path("examples").forEach(it -> examples.add(values.resolved(it).path("value")));
        if (content.has("example")) {
            examples.add(content.path("example"));
        }
        return examples.isEmpty()
                ? values.value(content.path("schema"))
                : examples.get(random.nextInt(examples.size()));
    }

    private static byte[] bytes(JsonNode json) {
        return EventJson.format(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
