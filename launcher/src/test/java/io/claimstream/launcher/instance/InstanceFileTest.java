package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceFileTest {

    private static final Addresses ADDRESSES =
            new Addresses(URI.create("http://127.0.0.1:8080"), "127.0.0.1:9092", URI.create("http://127.0.0.1:8081"));

    @TempDir
    private Path dataDir;

    @Test
    void shouldReadWhatWasWritten() {
        // Given
        InstanceFile file = new InstanceFile(dataDir);
        file.write(new Addresses(URI.create("http://127.0.0.1:1"), "127.0.0.1:2", URI.create("http://127.0.0.1:3")));

        // When
        file.write(ADDRESSES);

        // Then
        assertThat(new InstanceFile(dataDir).read()).contains(ADDRESSES);
        assertThat(dataDir).isDirectoryContaining(path -> path.endsWith("instance.json"));
        assertThat(dataDir).isDirectoryNotContaining(path -> path.endsWith("instance.json.new"));
    }

    @Test
    void shouldBeEmptyWhenNothingRanOrAfterItStopped() {
        // Given
        InstanceFile file = new InstanceFile(dataDir);
        assertThat(file.read()).isEmpty();
        file.write(ADDRESSES);

        // When
        file.delete();
        file.delete();

        // Then
        assertThat(file.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"api\": \"http://a\"}",
                "{\"api\": \"not an address\", \"kafka\": \"a:1\", \"schemaRegistry\": \"http://a\"}"
            })
    void shouldBeEmptyWhenTheFileCannotBeRead(String text) throws Exception {
        // Given
        Files.writeString(dataDir.resolve("instance.json"), text);

        // When, Then
        assertThat(new InstanceFile(dataDir).read()).isEmpty();
    }
}
