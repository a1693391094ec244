package io.claimstream.launcher.cli;

import io.claimstream.testkit.GoldenFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {

    private static final GoldenFile PAGE =
            new GoldenFile(Path.of("../docs/configuration.md"), ConfigurationDocumentTest.class);

    @Test
    void shouldDescribeEverySettingAsItIs() {
        // When
        String page = ConfigurationDocument.text();

        // Then
        PAGE.assertHolds(page);
    }
}
