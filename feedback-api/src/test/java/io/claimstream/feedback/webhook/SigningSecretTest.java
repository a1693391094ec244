package io.claimstream.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.secret.SecretFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningSecretTest {

    /** The example of Standard Webhooks; the README has the same in the shell. */
    @Test
    void shouldSignAsTheStandardDoes() {
        // Given
        SigningSecret secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        // When
        String signature = secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");

        // Then
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldShowTheSameExampleInTheReadme() throws Exception {
        // When
        String readme = Files.readString(Path.of("README.md"));

        // Then
        assertThat(readme)
                .contains(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldBeOtherwiseEachTimeAndNotSayItself() {
        // Given
        SigningSecret secret = SigningSecret.random();

        // Then
        assertThat(secret.text())
                .matches("whsec_[A-Za-z0-9+/]{43}=")
                .isNotEqualTo(SigningSecret.random().text());
        assertThat(secret.toString()).doesNotContain(secret.text().substring(6));
    }

    @Test
    void shouldBeSealedForOneWebhookWithOneKey(@TempDir Path one, @TempDir Path other) {
        // Given
        SecretBox box = SecretBox.open(new SecretFiles(one));

        // When
        String sealed = box.seal("whsec_1", "w_1");

        // Then
        assertThat(sealed).doesNotContain("whsec").isNotEqualTo(box.seal("whsec_1", "w_1"));
        assertThat(SecretBox.open(new SecretFiles(one)).open(sealed, "w_1")).isEqualTo("whsec_1");
        assertThatThrownBy(() -> box.open(sealed, "w_2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SecretBox.open(new SecretFiles(other)).open(sealed, "w_1"))
                .isInstanceOf(IllegalStateException.class);
    }
}
