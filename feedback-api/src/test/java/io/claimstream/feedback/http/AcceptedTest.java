package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "TEXT/HTML;q=0.5",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/json;q=0.3, text/html;q=0.4",
                "*/*;q=0.9,text/html;level=1;q=1.0"
            })
    void shouldTellWhoWantsAPage(String accept) {
        assertThat(Accepted.prefersHtml(accept)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/*, text/html;q=0.9",
                "text/html;q=0",
                "text/html;q=much",
                "application/json, text/html",
                "text/plain"
            })
    void shouldGiveJsonToEverybodyElse(String accept) {
        assertThat(Accepted.prefersHtml(accept)).isFalse();
    }
}
