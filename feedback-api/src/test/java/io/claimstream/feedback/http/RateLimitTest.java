package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.limit.Quota;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, Caller> CALLERS =
            Map.of("one", new Caller("key:k_1", Role.OPERATOR), "two", new Caller("key:k_2", Role.OPERATOR));

    private final ApiUnderTest api = new ApiUnderTest(it -> {
        AccessPorts unlimited =
                TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented)));
        return new AccessPorts(
                unlimited.gate(),
                unlimited.keys(),
                unlimited.audit(),
                RateLimits.of(
                        new Quota("key", 6, MINUTE),
                        new Quota("address", 20, MINUTE),
                        new Quota("failures", 3, MINUTE),
                        it.clock()),
                unlimited.people(),
                unlimited.approvals());
    });

    @BeforeEach
    void refill() {
        api.clock().pass(MINUTE);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldTellHowOftenMoreAKeyMayAsk() throws Exception {
        // When
        HttpResponse<String> first = api.get("/v1/models", "one");
        HttpResponse<String> second = api.get("/v1/models", "one");

        // Then
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=6;w=60");
        assertThat(first.headers().firstValue("RateLimit")).contains("\"key\";r=5;t=10");
        assertThat(second.headers().firstValue("RateLimit")).contains("\"key\";r=4;t=20");
        assertThat(second.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void shouldRefuseAKeyThatAsksTooOftenAndNoOther() throws Exception {
        // Given
        for (int i = 0; i < 6; i++) {
            api.get("/v1/models", "one");
        }

        // When
        HttpResponse<String> refused = api.get("/v1/models", "one");
        HttpResponse<String> other = api.get("/v1/models", "two");
        api.clock().pass(Duration.ofSeconds(10));
        HttpResponse<String> later = api.get("/v1/models", "one");

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(ApiUnderTest.code(refused)).isEqualTo("RATE_LIMITED");
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("10");
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"key\";r=0;t=60");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(later.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseStrangersSoonerAndStillLetAValidKeyIn() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/v1/models", "guess" + i).statusCode()).isEqualTo(401);
        }

        // When
        HttpResponse<String> fourth = api.get("/v1/models", "guess");
        HttpResponse<String> valid = api.get("/v1/models", "one");

        // Then
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("RateLimit-Policy")).contains("\"failures\";q=3;w=60");
        assertThat(fourth.headers().firstValue("Retry-After")).contains("20");
        assertThat(valid.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAnAddressThatAsksTooOften() throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            api.get("/v1/models", i % 2 == 0 ? "one" : "two");
        }

        // When
        HttpResponse<String> refused = api.get("/v1/models", "one");

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"address\";q=20;w=60");
        assertThat(api.send(api.request("/livez")).statusCode()).isEqualTo(200);
    }
}
