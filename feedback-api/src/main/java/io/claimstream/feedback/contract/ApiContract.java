package io.claimstream.feedback.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code openapi.yaml}: what the API promises. Routes and roles are read from it, so that it cannot say otherwise than the code does. Immutable.
 */
public final class ApiContract {

    private static final String FILE = "openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final byte[] yaml;
    private final JsonNode document;
    private final List<Operation> operations;

    private ApiContract(byte[] yaml, JsonNode document) {
        this.yaml = yaml;
        this.document = document;
        this.operations = operations(document);
    }

    /** The contract of this release. */
    public static ApiContract load() {
        try (InputStream file = Objects.requireNonNull(ApiContract.class.getResourceAsStream(FILE), FILE)) {
            byte[] yaml = file.readAllBytes();
            YAMLMapper mapper = YAMLMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();
            return new ApiContract(yaml, mapper.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + FILE, e);
        }
    }

    /** Every operation, in the order of the document. */
    public List<Operation> operations() {
        return operations;
    }

    /** The document as it was written, UTF-8. */
    public byte[] yaml() {
        return yaml.clone();
    }

    /** The document as JSON, UTF-8. */
    public byte[] json() {
        return EventJson.format(document).getBytes(StandardCharsets.UTF_8);
    }

    /** The whole document; not to be changed. */
    public JsonNode document() {
        return document;
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(operation(document, path.getKey(), path.getValue(), method.getKey()));
                    }
                }));
        return List.copyOf(operations);
    }

    private static Operation operation(JsonNode document, String path, JsonNode item, String method) {
        JsonNode operation = item.path(method);
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                template(document, path, item),
                operation.path("tags").path(0).asText(),
                roles(operation),
                operation.path("x-shown-once").asBoolean(),
                operation.path("x-streamed").asBoolean());
    }

    private static String template(JsonNode document, String path, JsonNode item) {
        String template = path;
        for (JsonNode parameter : item.path("parameters")) {
            JsonNode meant = resolved(document, parameter);
            if (meant.path("x-slashes").asBoolean()) {
                String name = meant.path("name").asText();
                template = template.replace("{" + name + "}", "<" + name + ">");
            }
        }
        return template;
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Optional<Set<Role>> roles(JsonNode operation) {
        if (operation.has("security") && operation.path("security").isEmpty()) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        operation.path("x-roles").forEach(role -> roles.add(Role.valueOf(role.asText())));
        return Optional.of(Set.copyOf(roles));
    }
}
