package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void shouldGiveEachSettingOfAPortOneOfItsOwn() {
        // When
        Map<String, Integer> ports = FreePorts.ofAllInOne();

        // Then
        assertThat(ports).containsKeys("broker.port", "registry.port", "api.port", "scoring.management.port");
        assertThat(ports.values()).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 32_768);
    }
}
