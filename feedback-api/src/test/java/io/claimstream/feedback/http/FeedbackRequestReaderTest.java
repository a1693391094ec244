package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackRequestReaderTest {

    private final FeedbackRequestReader reader = new FeedbackRequestReader(Clock.fixed(Facts.NOW, ZoneOffset.UTC));

    @Test
    void shouldReadCorrection() {
        // When
        FeedbackRequest request = read("{'kind':'corrected','amount':1200.5,'reasonCode':'PROGNOSIS','note':'n'}");

        // Then
        assertThat(request)
                .isEqualTo(new FeedbackRequest(
                        FeedbackKind.CORRECTED, new BigDecimal("1200.50"), "PROGNOSIS", null, null));
    }

    @Test
    void shouldFindEverythingWrongAtOnce() {
        // When
        ProblemException problem =
                refused("{'kind':'corrected','reasonCode':'free text','eventTime':'today','colour':1}");

        // Then
        assertThat(problem.problem().fields())
                .extracting(Problem.Field::pointer)
                .containsExactlyInAnyOrder("/amount", "/reasonCode", "/eventTime", "/colour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; /kind; MISSING",
                "{'kind':'praised'}; /kind; UNKNOWN_SYMBOL",
                "{'kind':['accepted']}; /kind; UNKNOWN_SYMBOL",
                "{'kind':'settled'}; /amount; MISSING",
                "{'kind':'settled','amount':null}; /amount; MISSING",
                "{'kind':'accepted','amount':1}; /amount; NOT_ALLOWED",
                "{'kind':'settled','amount':'1'}; /amount; WRONG_TYPE",
                "{'kind':'settled','amount':-0.01}; /amount; OUT_OF_RANGE",
                "{'kind':'settled','amount':1000000000000}; /amount; OUT_OF_RANGE",
                "{'kind':'settled','amount':1e999999}; /amount; OUT_OF_RANGE",
                "{'kind':'settled','amount':0.001}; /amount; TOO_MANY_DECIMALS",
                "{'kind':'settled','amount':1e-999999}; /amount; TOO_MANY_DECIMALS",
                "{'kind':'withdrawn'}; /withdrawnFeedbackId; MISSING",
                "{'kind':'accepted','withdrawnFeedbackId':'f_1'}; /withdrawnFeedbackId; NOT_ALLOWED",
                "{'kind':'accepted','eventTime':'2026-03-01T09:36:00Z'}; /eventTime; OUT_OF_RANGE",
                "{'kind':'accepted','note':1}; /note; WRONG_TYPE",
                "[]; ; WRONG_TYPE"
            })
    void shouldRefuse(String json, String pointer, String code) {
        // When
        ProblemException problem = refused(json);

        // Then
        assertThat(problem.problem().fields())
                .containsOnlyOnce(new Problem.Field(
                        Objects.requireNonNullElse(pointer, ""),
                        code,
                        problem.problem().fields().get(0).expected()))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0,0.00", "0e5,0.00", "1E2,100.00", "999999999999.99,999999999999.99", "12.500,12.50"})
    void shouldKeepAmountsInWholePence(String json, String amount) {
        // When
        FeedbackRequest request = read("{'kind':'settled','amount':" + json + "}");

        // Then
        assertThat(request.amount()).isEqualTo(new BigDecimal(amount));
    }

    @Test
    void shouldRefuseLongNote() {
        // When
        ProblemException problem = refused("{'kind':'accepted','note':'" + "x".repeat(2_001) + "'}");

        // Then
        assertThat(problem.problem().fields()).extracting(Problem.Field::code).containsExactly("TOO_LONG");
    }

    private ProblemException refused(String json) {
        return Objects.requireNonNull(catchThrowableOfType(ProblemException.class, () -> read(json)));
    }

    private FeedbackRequest read(String json) {
        return reader.read(EventJson.parse(json.replace('\'', '"')));
    }
}
