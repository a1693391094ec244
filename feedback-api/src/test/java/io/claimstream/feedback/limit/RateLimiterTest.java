package io.claimstream.feedback.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();

    @Test
    void shouldGrantTheQuotaAndThenFillEvenly() {
        // Given
        RateLimiter limiter = new RateLimiter(new Quota("q", 6, MINUTE), clock);
        IntStream.range(0, 6).forEach(i -> taken(limiter, "a"));

        // When
        Verdict seventh = taken(limiter, "a");
        clock.pass(Duration.ofSeconds(10));
        Verdict eighth = taken(limiter, "a");

        // Then
        assertThat(seventh.allowed()).isFalse();
        assertThat(seventh.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(seventh.fullIn()).isEqualTo(MINUTE);
        assertThat(eighth.allowed()).isTrue();
        assertThat(eighth.left()).isZero();
        assertThat(taken(limiter, "b").left()).isEqualTo(5);
    }

    @Test
    void shouldHaveNoLimitWithACountOfZero() {
        assertThat(new RateLimiter(new Quota("q", 0, MINUTE), clock).take("a")).isEqualTo(Optional.empty());
    }

    @Test
    void shouldForgetWhoWasMetLongestAgo() {
        // Given
        RateLimiter limiter = new RateLimiter(new Quota("q", 1, MINUTE), clock);
        taken(limiter, "first");
        taken(limiter, "kept");

        // When
        IntStream.range(0, RateLimiter.MOST - 1).forEach(i -> {
            taken(limiter, "n" + i);
            taken(limiter, "kept");
        });

        // Then
        assertThat(limiter.size()).isEqualTo(RateLimiter.MOST);
        assertThat(taken(limiter, "kept").allowed()).isFalse();
        assertThat(taken(limiter, "first").allowed()).isTrue();
    }

    @Test
    void shouldGrantNoMoreToManyAtOnce() {
        // Given
        RateLimiter limiter = new RateLimiter(new Quota("q", 100, MINUTE), clock);
        AtomicInteger granted = new AtomicInteger();

        // When
        IntStream.range(0, 1_000).parallel().forEach(i -> {
            if (taken(limiter, "a").allowed()) {
                granted.incrementAndGet();
            }
        });

        // Then
        assertThat(granted).hasValue(100);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::ffff, 20010db800010002/64",
        "[2001:db8:1:2::1], 20010db800010002/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "not:an:address, not:an:address"
    })
    void shouldCountANetworkOfIpv6AsOneAddress(String literal, String party) {
        assertThat(Addresses.party(literal)).isEqualTo(party);
    }

    private static Verdict taken(RateLimiter limiter, String name) {
        return limiter.take(name).orElseThrow();
    }
}
