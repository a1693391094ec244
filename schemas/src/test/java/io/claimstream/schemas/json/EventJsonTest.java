package io.claimstream.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.RecordRef;
import io.claimstream.event.Sealed;
import io.claimstream.schemas.fixture.EventClasses;
import io.claimstream.schemas.fixture.RandomEvents;
import io.claimstream.schemas.json.EventJsonException.Code;
import io.claimstream.schemas.json.EventJsonException.Problem;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventJsonTest {

    private static final String FEEDBACK =
            """
            {"feedbackId":"f-1","insurer":"acme","claimId":"c-1","kind":"SETTLED","amount":1200.50,\
            "note":{"keyId":"k","ciphertext":"aGk="},"actor":"upstream","eventTime":"2024-06-11T11:22:24.508901Z"}""";

    @Test
    void shouldWritePlainJson() {
        // Given
        ClaimFeedback feedback = ClaimFeedback.newBuilder()
                .setFeedbackId("f-1")
                .setInsurer("acme")
                .setClaimId("c-1")
                .setKind(FeedbackKind.SETTLED)
                .setAmount(new BigDecimal("1200.50"))
                .setNote(Sealed.newBuilder()
                        .setKeyId("k")
                        .setCiphertext(ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8)))
                        .build())
                .setActor("upstream")
                .setEventTime(Instant.parse("2024-06-11T11:22:24.508901Z"))
                .build();

        // When
        ObjectNode json = EventJson.toJson(feedback);

        // Then
        assertThat(EventJson.format(json)).isEqualTo(FEEDBACK);
        assertThat(EventJson.fromJson(EventJson.parse(FEEDBACK), ClaimFeedback.class))
                .isEqualTo(feedback);
    }

    @Property(tries = 100)
    void shouldReadBackWhatItWrites(@ForAll long seed) {
        RandomEvents random = new RandomEvents(seed);
        for (Class<? extends SpecificRecord> type : EventClasses.all()) {
            // Given
            SpecificRecord event = random.next(type);

            // When
            SpecificRecord direct = EventJson.fromJson(EventJson.toJson(event), type);
            SpecificRecord throughText =
                    EventJson.fromJson(EventJson.parse(EventJson.format(EventJson.toJson(event))), type);

            // Then
            assertThat(direct).isEqualTo(event);
            assertThat(throughText).isEqualTo(event);
        }
    }

    @Test
    void shouldNameEveryProblemAtOnce() {
        // Given
        JsonNode json = EventJson.parse(
                """
                {"insurer":7,"claimId":null,"revision":1.5,"submittingSystem":"s","policy":"p","claimant":"c",
                 "lineOfBusiness":"L","currency":"GBP","eventTime":"yesterday","accident":[],
                 "injury":{"whiplash":"Yes"},
                 "headsOfLoss":{"specialFixes":1.00001,"generalRest":12345678901,"a/b~c":1}}""");

        // When
        List<Problem> problems = problemsOf(json, ClaimSubmitted.class);

        // Then
        assertThat(problems)
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly(
                        "/insurer WRONG_TYPE",
                        "/claimId MISSING",
                        "/revision WRONG_TYPE",
                        "/eventTime BAD_TIME",
                        "/accident WRONG_TYPE",
                        "/injury/whiplash WRONG_TYPE",
                        "/headsOfLoss/generalRest OUT_OF_RANGE",
                        "/headsOfLoss/specialFixes TOO_MANY_DECIMALS",
                        "/headsOfLoss/a~1b~0c UNKNOWN_FIELD");
    }

    @ParameterizedTest
    @CsvSource({
        "kind, '\"PAID\"', UNKNOWN_SYMBOL",
        "kind, 3, WRONG_TYPE",
        "revision, 3000000000, OUT_OF_RANGE",
        "amount, '\"12.50\"', WRONG_TYPE",
        "amount, 1e999999999, OUT_OF_RANGE",
        "amount, 1e-999999999, TOO_MANY_DECIMALS",
        "eventTime, 12, WRONG_TYPE",
        "eventTime, '\"2024-06-11\"', BAD_TIME",
        "eventTime, '\"+999999-06-11T00:00:00Z\"', OUT_OF_RANGE",
        "note, '{\"keyId\":\"k\",\"ciphertext\":\"***\"}', BAD_BASE64",
        "note, '{\"keyId\":\"k\"}', MISSING",
        "note, 1, WRONG_TYPE"
    })
    void shouldSayWhatIsWrong(String field, String value, Code code) {
        // Given
        ObjectNode json = (ObjectNode) EventJson.parse(FEEDBACK);
        json.set(field, EventJson.parse(value));

        // When
        List<Problem> problems = problemsOf(json, ClaimFeedback.class);

        // Then
        assertThat(problems).extracting(Problem::code).containsExactly(code);
        assertThat(problems.get(0).pointer()).startsWith("/" + field);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0000",
        "0e999999999, 0.0000",
        "12, 12.0000",
        "12.50, 12.5000",
        "-0.00010, -0.0001",
        "1E3, 1000.0000"
    })
    void shouldGiveAmountsTheDecimalsOfTheSchema(String written, String read) {
        // When
        HeadsOfLoss heads =
                EventJson.fromJson(EventJson.parse("{\"specialFixes\":" + written + "}"), HeadsOfLoss.class);

        // Then
        assertThat(heads.getSpecialFixes()).contains(new BigDecimal(read));
    }

    @Test
    void shouldReadTimesOfAnyOffset() {
        // Given
        ObjectNode json = (ObjectNode) EventJson.parse(FEEDBACK);
        json.put("eventTime", "2024-06-11T13:22:24.508901999+02:00");

        // When
        ClaimFeedback feedback = EventJson.fromJson(json, ClaimFeedback.class);

        // Then
        assertThat(feedback.getEventTime()).isEqualTo("2024-06-11T11:22:24.508901Z");
    }

    @ParameterizedTest
    @CsvSource({"1e400, OUT_OF_RANGE", "1e39, OUT_OF_RANGE", "'\"many\"', WRONG_TYPE", "null, MISSING"})
    void shouldRefuseFeatureValuesThatDoNotFit(String value, Code code) {
        // Given
        ObjectNode json = EventJson.toJson(new RandomEvents(1).next(ClaimFeatures.class));
        json.set("values", JsonNodeFactory.instance.arrayNode().add(EventJson.parse(value)));

        // When
        List<Problem> problems = problemsOf(json, ClaimFeatures.class);

        // Then
        assertThat(problems)
                .containsExactly(new Problem("/values/0", problems.get(0).expected(), code));
    }

    @Test
    void shouldStopCountingProblemsAtAHundred() {
        // Given
        ObjectNode json = EventJson.toJson(new RandomEvents(1).next(ClaimFeatures.class));
        ArrayNode values = json.putArray("values");
        for (int i = 0; i < 1000; i++) {
            values.add("x");
        }

        // When
        List<Problem> problems = problemsOf(json, ClaimFeatures.class);

        // Then
        assertThat(problems).hasSize(100);
    }

    @Test
    void shouldRefuseAnythingButAnObject() {
        assertThat(problemsOf(EventJson.parse("[1]"), RecordRef.class))
                .containsExactly(new Problem("", "an object", Code.WRONG_TYPE));
        assertThat(problemsOf(EventJson.parse("null"), RecordRef.class))
                .containsExactly(new Problem("", "an object", Code.MISSING));
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":'", "'{\"a\":1,\"a\":2}'", "'{} {}'", "''", "'secret'"})
    void shouldRefuseMalformedTextWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> EventJson.parse(text))
                .isInstanceOfSatisfying(
                        EventJsonException.class,
                        e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(Code.MALFORMED))
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldRefuseNestingWithoutEnd() {
        assertThatThrownBy(() -> EventJson.parse("[".repeat(100_000)))
                .isInstanceOfSatisfying(
                        EventJsonException.class,
                        e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(Code.MALFORMED));
    }

    private static List<Problem> problemsOf(JsonNode json, Class<? extends SpecificRecord> type) {
        return catchThrowableOfType(EventJsonException.class, () -> EventJson.fromJson(json, type))
                .problems();
    }
}
