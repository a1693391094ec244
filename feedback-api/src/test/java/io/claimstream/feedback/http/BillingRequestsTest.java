package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is told by its place, and nothing is changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillingRequestsTest {

    private static final String RATES = "/v1/billing/rates";
    private static final String INVOICES = "/v1/billing/invoices";
    private static final String RATE =
            """
            {"insurer": "acme", "firstMonth": "2026-01", "lastMonth": "2026-12", "currency": "GBP",
             "tiers": [{"through": 10, "price": 0.05}, {"price": 0.0333}], "taxPercent": 17.5,
             "billFrom": "Claimstream Ltd", "billTo": "Versicherung Müller & Söhne\\nŁódź"}""";

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), key -> Optional.of(key)
                    .filter("fay"::equals)
                    .map(known -> new Caller("key:fay", Role.FINANCE))));

    @AfterAll
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"insurer\": \"acme\"'      | '\"insurer\": \"a b\"'         | /insurer",
                "'\"firstMonth\": \"2026-01\"' | '\"firstMonth\": \"2026-13\"'  | /firstMonth",
                "'\"lastMonth\": \"2026-12\"' | '\"lastMonth\": \"2025-12\"'   | /lastMonth",
                "GBP                          | XXX                            | /currency",
                "GBP                          | pounds                         | /currency",
                "'\"through\": 10'            | '\"through\": 0'               | /tiers",
                "'{\"price\": 0.0333}'        | '{\"through\": 9, \"price\": 1}' | /tiers",
                "0.0333                       | -0.01                          | /tiers",
                "0.0333                       | 1e400000                       | /tiers",
                "0.0333                       | 0.0000001                      | /tiers",
                "17.5                         | 17.555                         | /taxPercent",
                "17.5                         | 101                            | /taxPercent",
                "Claimstream Ltd              | ' '                            | /billFrom"
            })
    void shouldPointToWhatIsWrongWithARate(String right, String wrong, String pointer) throws Exception {
        // When
        HttpResponse<String> answer = api.post(RATES, "fay", RATE.replace(right, wrong));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ApiUnderTest.json(answer).path("problems").findValuesAsText("pointer"))
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state        | {\"to\":\"PAID\"}                                     | /paidOn",
                "state        | {\"to\":\"SENT\",\"paidOn\":\"2026-03-01\"}           | /paidOn",
                "state        | {\"to\":\"OVERDUE\"}                                  | /to",
                "credit-notes | {\"lines\":[]}                                        | /lines",
                "credit-notes | {\"reason\":\"x\",\"lines\":[{\"line\":1}]}           | /lines",
                "credit-notes | {\"reason\":\"x\",\"lines\":[{\"line\":1,\"net\":1e99999}]} | /lines"
            })
    void shouldPointToWhatIsWrongWithAnAct(String what, String body, String pointer) throws Exception {
        // When
        HttpResponse<String> answer = api.post(INVOICES + "/i_0/" + what, "fay", body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ApiUnderTest.json(answer).path("problems").findValuesAsText("pointer"))
                .contains(pointer);
    }
}
