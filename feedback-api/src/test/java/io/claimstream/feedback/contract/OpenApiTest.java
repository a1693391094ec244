package io.claimstream.feedback.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.Violation;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonSchema;
import io.claimstream.testkit.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final Path FILE = Path.of("src/main/resources/io/claimstream/feedback/contract/openapi.yaml");
    private static final String MARK = "    # Made from the Avro schemas; see OpenApiTest.\n";

    private static final Set<String> KEYED = Set.of("409", "413", "415", "422");

    private final ApiContract contract = ApiContract.load();
    private final ContractClient client = new ContractClient();

    @Test
    void shouldHoldTheSchemasOfEventsAsTheyAre() throws IOException {
        // Given
        String written = new String(contract.yaml(), StandardCharsets.UTF_8);
        Map<String, ObjectNode> events = new EventJsonSchema("#/components/schemas/")
                .with(ClaimSubmitted.class)
                .with(ClaimScored.class)
                .with(Violation.class)
                .definitions();

        // Then
        String own = written.substring(0, written.indexOf(MARK) + MARK.length());
        new GoldenFile(FILE, OpenApiTest.class)
                .assertHolds(own + yaml().writeValueAsString(events).indent(4));
    }

    @Test
    void shouldSayOfEachOperationWhoMayUseIt() {
        assertThat(contract.operations())
                .allSatisfy(it -> assertThat(it.roles().map(Set::isEmpty).orElse(false))
                        .as(it.id())
                        .isFalse());
        assertThat(contract.operations())
                .filteredOn(it -> it.roles().isPresent())
                .allSatisfy(it ->
                        assertThat(it.allows(Role.ADMINISTRATOR)).as(it.id()).isTrue());
        assertThat(contract.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldPointOnlyToWhatIsThere() {
        Set<String> pointers = new HashSet<>();
        pointers(contract.document(), pointers);
        assertThat(pointers).hasSizeGreaterThan(30).allSatisfy(it -> assertThat(
                        contract.document().at(it.substring(1)).isMissingNode())
                .as(it)
                .isFalse());
    }

    @Test
    void shouldDocumentEveryParameterOfItsPaths() {
        contract.document().path("paths").properties().forEach(path -> {
            Set<String> named = new HashSet<>();
            path.getValue()
                    .path("parameters")
                    .forEach(it -> named.add(resolved(it).path("name").asText()));
            Set<String> used = new HashSet<>();
            var matcher = Pattern.compile("\\{(\\w+)}").matcher(path.getKey());
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
            assertThat(named).as(path.getKey()).isEqualTo(used);
        });
    }

    /** Whatever else it takes, it may come with an Idempotency-Key, and is read whole then. */
    @Test
    void shouldTellOfEveryChangeWhatItsKeyAndItsBodyMayBeAnsweredWith() {
        contract.document().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    boolean isChange = Set.of("post", "put", "delete").contains(method.getKey())
                            && method.getValue().has("x-roles");
                    assertThat(isChange ? answers(method.getValue()) : KEYED)
                            .as(method.getKey() + " " + path.getKey())
                            .containsAll(KEYED);
                }));
    }

    private static Set<String> answers(JsonNode operation) {
        Set<String> statuses = new HashSet<>();
        operation.path("responses").properties().forEach(it -> statuses.add(it.getKey()));
        return statuses;
    }

    @Test
    void shouldGiveExamplesOfTheFormThatItPromises() {
        int checked = check(contract.document().path("paths"), "/paths")
                + check(contract.document().at("/components/responses"), "/components/responses");
        assertThat(checked).isGreaterThan(15);
    }

    /** Checks every example beside its schema below a place. */
    private int check(JsonNode node, String at) {
        int checked = 0;
        if (node.has("examples") && node.has("schema")) {
            for (Map.Entry<String, JsonNode> example : node.path("examples").properties()) {
                client.requireValid(
                        at + "/schema",
                        EventJson.format(resolved(example.getValue()).path("value")),
                        at + " " + example.getKey());
                checked++;
            }
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> child : node.properties()) {
                checked += check(
                        child.getValue(),
                        at + "/" + child.getKey().replace("~", "~0").replace("/", "~1"));
            }
        }
        return checked;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? contract.document().at(node.path("$ref").asText().substring(1))
                : node;
    }

    private static void pointers(JsonNode node, Set<String> found) {
        if (node.path("$ref").isTextual()) {
            found.add(node.path("$ref").asText());
        }
        node.forEach(child -> pointers(child, found));
    }

    private static YAMLMapper yaml() {
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .build();
    }
}
