package io.claimstream.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostKeyNoticeTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void shouldSayWhichKeyWasGoneAndPassOnTheRest() {
        // Given
        LostKeyNotice notice = new LostKeyNotice(new Plain(), "7d1f0c55a9e2b340");

        // When
        notice.start();
        Health health = notice.health();
        notice.close();

        // Then
        assertThat(health.ready()).isTrue();
        assertThat(health.checks()).extracting(Health.Check::name).containsExactly("streams", "ledger-key");
        assertThat(health.checks().get(1).status()).isEqualTo(Health.Status.DEGRADED);
        assertThat(health.checks().get(1).detail()).contains("7d1f0c55a9e2b340");
        assertThat(notice.name()).isEqualTo("plain");
        assertThat(calls).containsExactly("start", "close");
    }

    private final class Plain implements Service {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public void start() {
            calls.add("start");
        }

        @Override
        public Health health() {
            return Health.of(Health.Check.up("streams"));
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
