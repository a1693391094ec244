package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health.Status;
import io.claimstream.testkit.tls.TestKeystore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class RunningTlsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(RunningTls.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(said);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false, 0", "localhost, false, 0", "::1, false, 0", "0.0.0.0, false, 1", "0.0.0.0, true, 0"})
    void shouldWarnOfPlainHttpForOtherMachines(String host, String isBehindProxy, int warnings) {
        // When
        try (RunningTls tls = running(Map.of("api.host", host, "api.session.secure", isBehindProxy))) {
            tls.start();

            // Then
            assertThat(said.list).filteredOn(it -> it.getLevel() == Level.WARN).hasSize(warnings);
            assertThat(tls.server()).isEmpty();
            assertThat(tls.health().checks()).isEmpty();
        }
    }

    @Test
    void shouldShowHowLongTheCertificateIsValid(@TempDir Path directory) {
        // Given
        TestKeystore keystore = TestKeystore.validFor(directory.resolve("api.p12"), 10);

        // When
        try (RunningTls tls = running(Map.of(
                "api.host",
                "0.0.0.0",
                "api.tls.keystore",
                keystore.path().toString(),
                "api.tls.password",
                TestKeystore.PASSWORD))) {
            tls.start();

            // Then
            assertThat(said.list).isEmpty();
            assertThat(tls.health().checks()).singleElement().satisfies(check -> {
                assertThat(check.name()).isEqualTo("tls");
                assertThat(check.status()).isEqualTo(Status.DEGRADED);
            });
            assertThat(meters.get("claimstream.tls.certificate.days.left")
                            .gauge()
                            .value())
                    .isCloseTo(10, within(0.1));
            assertThat(meters.get("claimstream.tls.keystore.refused").gauge().value())
                    .isZero();
        }
    }

    private RunningTls running(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(FeedbackConfig.SETTINGS);
        return new RunningTls(
                FeedbackConfig.of(Settings.of(known, values)),
                Clock.systemUTC(),
                new FeedbackMetrics(meters, Clock.systemUTC()));
    }
}
