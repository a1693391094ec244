package io.claimstream.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSchemaRegistryTest {

    private static final String SUBJECT = "a topic/with odd+signs-value";
    private static final Schema SCHEMA =
            SchemaBuilder.record("x.Y").fields().requiredInt("z").endRecord();
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(1));

    @TempDir
    Path dir;

    private FakeRegistry server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeRegistry();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldRegisterFindAndRead() {
        // Given
        HttpSchemaRegistry registry = inMemory();

        // When
        int id = registry.register(SUBJECT, SCHEMA);

        // Then
        assertThat(id).isEqualTo(1);
        assertThat(inMemory().idOf(SUBJECT, SCHEMA)).isEqualTo(1);
        assertThat(inMemory().byId(1)).isEqualTo(SCHEMA);
        assertThat(inMemory().latest(SUBJECT)).isEqualTo(new SchemaRegistry.Registered(1, SCHEMA));
        assertThat(server.requests()).contains("POST /subjects/a%20topic%2Fwith%20odd%2Bsigns-value/versions");
    }

    @Test
    void shouldAskWhetherASchemaWouldBeTaken() {
        // Given
        String path = "/compatibility/subjects/known-value/versions/latest";
        server.answering(path, JsonNodeFactory.instance.objectNode().put("is_compatible", false));

        // When, Then: nothing is registered.
        assertThat(inMemory().wouldTake("known-value", SCHEMA)).isFalse();
        assertThat(inMemory().wouldTake("new-value", SCHEMA)).isTrue();
        assertThat(server.requests()).containsExactly("POST " + path, "POST " + path.replace("known", "new"));
    }

    @Test
    void shouldTellCompatibilityAndVersion() {
        // Given
        server.answering("/config", JsonNodeFactory.instance.objectNode().put("compatibilityLevel", "NONE"))
                .answering(
                        "/v1/metadata/version",
                        JsonNodeFactory.instance.objectNode().put("version", "8.0.0"));

        // When, Then
        assertThat(inMemory().compatibility()).isEqualTo("NONE");
        assertThat(inMemory().version()).contains("8.0.0");
    }

    @Test
    void shouldKnowNoVersionOfARegistryThatDoesNotTell() {
        // Given
        server.failingFirst(1, 404, "<html>no such page</html>");

        // When, Then
        assertThat(inMemory().version()).isEmpty();
    }

    @Test
    void shouldAskOnce() {
        // Given
        HttpSchemaRegistry registry = inMemory();

        // When
        registry.register(SUBJECT, SCHEMA);
        registry.register(SUBJECT, SCHEMA);
        registry.byId(1);
        registry.byId(1);

        // Then
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void shouldSayThatTheRegistryKnowsNoSuchSchema() {
        assertThatThrownBy(() -> inMemory().byId(99)).isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> inMemory().idOf(SUBJECT, SCHEMA)).isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> inMemory().latest("none")).isInstanceOf(UnknownSchemaException.class);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void shouldNotAskForAnIdThatNoRegistryGives(int id) {
        assertThatThrownBy(() -> inMemory().byId(id)).isInstanceOf(UnknownSchemaException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldAskAgainAfterAFailure() {
        // Given
        server.failingFirst(2, 503, "starting");

        // When
        int id = inMemory().register(SUBJECT, SCHEMA);

        // Then
        assertThat(id).isEqualTo(1);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void shouldGiveUpInTheEnd() {
        // Given
        server.failingFirst(9, 500, "");

        // Then
        assertThatThrownBy(() -> inMemory().byId(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("3 attempts failed");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void shouldCallAnUnreachableRegistryUnavailable() {
        // Given
        server.close();

        // Then
        assertThatThrownBy(() -> inMemory().byId(1)).isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 301})
    void shouldNotTakeAnotherServersAnswerForTheRegistrys(int status) {
        // Given
        server.failingFirst(1, status, "<html>not a registry</html>");

        // Then
        assertThatThrownBy(() -> inMemory().byId(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"id\":\"one\"}", "no json"})
    void shouldNotTakeAnOddAnswerForAnId(String body) {
        // Given
        server.failingFirst(1, 200, body);

        // Then
        assertThatThrownBy(() -> inMemory().register(SUBJECT, SCHEMA)).isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void shouldPassOnARefusal(int status) {
        // Given
        server.failingFirst(1, status, "{\"error_code\":409,\"message\":\"a field lacks a default\"}");

        // Then
        assertThatThrownBy(() -> inMemory().register(SUBJECT, SCHEMA))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("a field lacks a default");
    }

    @Test
    void shouldTryTheNextAddress() {
        // Given
        List<RegistryAddress> addresses =
                RegistryAddress.parse("http://localhost:1, " + server.url(), Optional.empty());

        // When
        int id = new HttpSchemaRegistry(new RegistryClient(addresses, QUICK), SchemaIdCache.inMemory())
                .register(SUBJECT, SCHEMA);

        // Then
        assertThat(id).isEqualTo(1);
    }

    @Test
    void shouldSendCredentialsOfTheAddressOrOfTheConfiguration() {
        // When
        String inUrl = authorization(server.url().replace("http://", "http://u:p@"), Optional.empty());
        String given = authorization(server.url(), Optional.of(RegistryCredentials.parse("u:p")));

        // Then
        assertThat(List.of(inUrl, given)).containsOnly("Basic dTpw");
    }

    private String authorization(String url, Optional<RegistryCredentials> credentials) {
        SchemaRegistries.http(url, credentials, Optional.empty()).register(SUBJECT, SCHEMA);
        return server.authorization();
    }

    @Test
    void shouldHidePasswords() {
        assertThat(RegistryCredentials.parse("u:secret")).asString().doesNotContain("secret");
        assertThatThrownBy(() -> RegistryCredentials.parse("secret")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RegistryAddress.parse("http://u:secret@ x", Optional.empty()))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RegistryAddress.parse("ftp://u:secret@x", Optional.empty()))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RegistryAddress.parse(" , ", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadSchemasWithReferences() {
        // Given
        Schema outer = SchemaBuilder.record("x.Outer")
                .fields()
                .name("y")
                .type(SCHEMA)
                .noDefault()
                .endRecord();
        var answer = FakeRegistry.schema(SCHEMA);
        answer.put(
                "schema", "{\"type\":\"record\",\"name\":\"x.Outer\",\"fields\":[{\"name\":\"y\",\"type\":\"x.Y\"}]}");
        answer.putArray("references")
                .addObject()
                .put("name", "x.Y")
                .put("subject", "y")
                .put("version", 4);
        server.answering("/schemas/ids/7", answer).answering("/subjects/y/versions/4", FakeRegistry.schema(SCHEMA));

        // When
        Schema read = inMemory().byId(7);

        // Then
        assertThat(read).isEqualTo(outer);
    }

    @Test
    void shouldRefuseWhatIsNoAvroSchema() {
        // Given
        server.answering("/schemas/ids/7", FakeRegistry.schema(SCHEMA).put("schemaType", "JSON"))
                .answering("/schemas/ids/8", FakeRegistry.schema(SCHEMA).put("schema", "{\"type\":\"odd\"}"));

        // Then
        assertThatThrownBy(() -> inMemory().byId(7)).isInstanceOf(IncompatibleSchemaException.class);
        assertThatThrownBy(() -> inMemory().byId(8)).isInstanceOf(IncompatibleSchemaException.class);
    }

    @Test
    void shouldStopAtReferencesThatLeadInACircle() {
        // Given
        var circle = FakeRegistry.schema(SCHEMA);
        circle.putArray("references")
                .addObject()
                .put("name", "x.Z")
                .put("subject", "z")
                .put("version", 1);
        server.answering("/schemas/ids/7", circle).answering("/subjects/z/versions/1", circle);

        // Then
        assertThatThrownBy(() -> inMemory().byId(7)).isInstanceOf(IncompatibleSchemaException.class);
    }

    @Test
    void shouldKeepIdsOverARestartEvenWithoutTheRegistry() {
        // Given
        HttpSchemaRegistry before = onDisk();
        before.register(SUBJECT, SCHEMA);
        before.byId(1);
        server.close();

        // When
        HttpSchemaRegistry after = onDisk();

        // Then
        assertThat(after.register(SUBJECT, SCHEMA)).isEqualTo(1);
        assertThat(after.byId(1)).isEqualTo(SCHEMA);
        assertThatThrownBy(after::verifyCache).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldBeContentWhenTheRegistryStillKnowsEveryId() {
        // Given
        HttpSchemaRegistry registry = onDisk();
        registry.register(SUBJECT, SCHEMA);
        registry.byId(1);
        int asked = server.requests().size();

        // When
        onDisk().verifyCache();

        // Then
        assertThat(server.requests()).hasSize(asked + 2);
    }

    @Test
    void shouldStopWhenTheRegistryHasLostItsData() throws IOException {
        // Given
        HttpSchemaRegistry registry = onDisk();
        registry.register(SUBJECT, SCHEMA);
        registry.byId(1);
        server.close();
        server = new FakeRegistry();

        // Then
        assertThatThrownBy(onDisk()::verifyCache)
                .isInstanceOf(SchemaIdsChangedException.class)
                .hasMessageContaining("x.Y has id 1 here and is unknown there")
                .hasMessageContaining(dir.toString());
    }

    @Test
    void shouldStopWhenTheRegistryGivesAnIdAnotherMeaning() throws IOException {
        // Given
        HttpSchemaRegistry registry = onDisk();
        registry.register(SUBJECT, SCHEMA);
        registry.byId(1);
        server.close();
        server = new FakeRegistry();
        server.register("other", SchemaBuilder.record("x.Other").fields().endRecord());
        server.register(SUBJECT, SCHEMA);

        // Then
        assertThatThrownBy(onDisk()::verifyCache)
                .isInstanceOf(SchemaIdsChangedException.class)
                .hasMessageContaining("has id 1 here and 2 there")
                .hasMessageContaining("means another schema there");
    }

    @Test
    void shouldAskAgainForWhatCannotBeReadFromDisk() throws IOException {
        // Given
        onDisk().register(SUBJECT, SCHEMA);
        try (var files = Files.list(dir)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"id\":1,");
        }
        Files.writeString(dir.resolve("half.part"), "{");

        // When
        int id = onDisk().register(SUBJECT, SCHEMA);

        // Then
        assertThat(id).isEqualTo(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void shouldHaveNothingToVerifyInMemory() {
        // Given
        HttpSchemaRegistry registry = inMemory();
        registry.register(SUBJECT, SCHEMA);

        // When
        registry.verifyCache();

        // Then
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldWaitTwiceAsLongEachTime() {
        assertThat(QUICK.pauseAfter(1)).isEqualTo(Duration.ofMillis(1));
        assertThat(QUICK.pauseAfter(3)).isEqualTo(Duration.ofMillis(4));
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldStopAskingWhenInterrupted() {
        // Given
        server.failingFirst(9, 500, "");
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> inMemory().byId(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private HttpSchemaRegistry inMemory() {
        return new HttpSchemaRegistry(client(), SchemaIdCache.inMemory());
    }

    private HttpSchemaRegistry onDisk() {
        return new HttpSchemaRegistry(client(), SchemaIdCache.in(dir));
    }

    private RegistryClient client() {
        return new RegistryClient(RegistryAddress.parse(server.url(), Optional.empty()), QUICK);
    }
}
