package io.claimstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other tests take for the outcome of kustomize, beside kustomize itself where kubectl is on the machine. Debian has no package of it, so elsewhere it is skipped. */
class KustomizeTest {

    /** What kustomize puts behind the name of a ConfigMap that it makes. */
    private static final Pattern HASH =
            Pattern.compile("(name: (?:claimstream|[a-z]+-[a-z]+|database-start))-[a-z0-9]{10}$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldMakeWhatTheTestsLookAt(String overlay) throws Exception {
        // Given
        String made = kustomize(overlay);

        // Then
        assertThat(HASH.matcher(made).results()).isNotEmpty();
        assertThat(byName(documents(HASH.matcher(made).replaceAll("$1"))))
                .isEqualTo(byName(Manifests.overlay(overlay).all().map(JsonNode::toString)));
    }

    private static Map<String, JsonNode> byName(Stream<String> documents) throws IOException {
        Map<String, JsonNode> named = new TreeMap<>();
        for (String text : documents.toList()) {
            ObjectNode document = (ObjectNode) new YAMLMapper().readTree(text);
            document.withObjectProperty("metadata").remove("namespace");
            named.put(
                    document.path("kind").asText() + "/"
                            + document.at("/metadata/name").asText(),
                    document);
        }
        return named;
    }

    private static Stream<String> documents(String text) {
        return Stream.of(text.split("(?m)^---$", -1));
    }

    private static String kustomize(String overlay) throws IOException, InterruptedException {
        Path kubectl =
                kubectl().orElseGet(() -> Assumptions.abort("No kubectl was found, so kustomize was not asked."));
        Process process = new ProcessBuilder(kubectl.toString(), "kustomize", "../infra/kubernetes/overlays/" + overlay)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String made = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return made;
    }

    private static Optional<Path> kubectl() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
