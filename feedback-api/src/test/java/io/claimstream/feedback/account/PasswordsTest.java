package io.claimstream.feedback.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void shouldHashWithSaltAndTheParametersOfOwasp() {
        // When
        String one = passwords.hash("correct hörse battery");
        String other = passwords.hash("correct hörse battery");

        // Then
        assertThat(one)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .doesNotContain("horse");
        assertThat(other).isNotEqualTo(one);
        assertThat(passwords.matches("correct hörse battery", one)).isTrue();
        assertThat(passwords.matches("correct hörse battery", other)).isTrue();
        assertThat(passwords.matches("correct hörse batterz", one)).isFalse();
    }

    @Test
    void shouldCheckAHashMadeWithOtherParameters() {
        // Given: the first test vector of the reference implementation with 64 MiB, 2 passes and 1 lane.
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        // Then
        assertThat(passwords.matches("password", hash)).isTrue();
        assertThat(passwords.matches("Password", hash)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "twelve chars, ann@example.org, true",
        "eleven char, ann@example.org, false",
        "my ann@example.org password, ann@example.org, false",
        "MY ANN@EXAMPLE.ORG PASSWORD, ann@example.org, false"
    })
    void shouldAskForPasswordsThatAreNotEasilyGuessed(String password, String login, boolean allowed) {
        assertThat(Accounts.isPassword(password, login)).isEqualTo(allowed);
        assertThat(Accounts.isPassword("x".repeat(257), login)).isFalse();
    }
}
