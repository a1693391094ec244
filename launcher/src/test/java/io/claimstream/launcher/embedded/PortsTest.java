package io.claimstream.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void shouldNameThePortAndTheSettingWhenItIsTaken() throws IOException {
        // Given
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = socket.getLocalPort();

            // When, Then
            assertThatThrownBy(() -> Ports.requireFree("127.0.0.1", taken, "broker.port"))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(taken))
                    .hasMessageContaining("broker.port");
        }
    }

    @Test
    void shouldAcceptAFreePort() {
        assertThatCode(() -> Ports.requireFree("127.0.0.1", Ports.free(), "broker.port"))
                .doesNotThrowAnyException();
    }
}
