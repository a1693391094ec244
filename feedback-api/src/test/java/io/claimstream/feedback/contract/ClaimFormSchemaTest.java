package io.claimstream.feedback.contract;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.domain.validation.FieldLimit;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.Violation;
import io.claimstream.feedback.Facts;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form keeps the same limits as the rules, and names them alike. */
class ClaimFormSchemaTest {

    private final ObjectNode form = ClaimFormSchema.make();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(EventJson.format(form));

    @Test
    void shouldTakeWhatTheRulesTake() {
        assertThat(errors(claim())).isEmpty();
        assertThat(ClaimValidation.check(EventJson.fromJson(claim(), ClaimSubmitted.class), Facts.NOW))
                .isEmpty();
    }

    static Stream<FieldLimit> limits() {
        return FieldLimit.all().stream();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void shouldRefuseWhatTheRulesRefuseAndNameTheRule(FieldLimit limit) {
        // Given
        ObjectNode claim = with(claim(), limit.path(), breaking(limit));

        // When
        List<Error> errors = errors(claim);
        List<Violation> violations = ClaimValidation.check(EventJson.fromJson(claim, ClaimSubmitted.class), Facts.NOW);

        // Then
        assertThat(violations).as("%s", limit).anySatisfy(it -> {
            assertThat(it.getCode()).isEqualTo(limit.rule().name());
            assertThat(it.getField()).isEqualTo(limit.path());
        });
        assertThat(errors).as("%s", limit).anySatisfy(it -> assertThat(ruleOf(it, limit.path()))
                .isEqualTo(limit.rule().name()));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void shouldTakeTheLimitItself(FieldLimit limit) {
        // Given
        ObjectNode claim = with(claim(), limit.path(), keeping(limit));

        // Then
        assertThat(errors(claim)).as("%s", limit).isEmpty();
        assertThat(ClaimValidation.check(EventJson.fromJson(claim, ClaimSubmitted.class), Facts.NOW))
                .as("%s", limit)
                .extracting(Violation::getCode)
                .doesNotContain(limit.rule().name());
    }

    @Test
    void shouldListTheRulesThatNoSchemaCanKeep() {
        assertThat(form.path(ClaimFormSchema.RULES))
                .extracting(it -> it.path("code").asText())
                .contains("CLAIM_BEFORE_ACCIDENT", "STALE_REVISION", "TOTAL_TOO_LARGE")
                .doesNotContain("TEXT_BLANK");
    }

    /** A value that breaks one limit. */
    private static JsonNode breaking(FieldLimit limit) {
        return json(
                switch (limit.keyword()) {
                    case "minimum" ->
                        ((BigDecimal) limit.value()).subtract(BigDecimal.ONE).toPlainString();
                    case "maximum" ->
                        ((BigDecimal) limit.value()).add(BigDecimal.ONE).toPlainString();
                    case "maxLength" -> text("x".repeat(((BigDecimal) limit.value()).intValue() + 1));
                    case FieldLimit.NOT_PATTERN -> text("a\u0000b");
                    case FieldLimit.ENUM -> text("nothing known");
                    default ->
                        text(limit.path().equals("insurer") || limit.path().equals("claimId") ? "a b" : " ");
                });
    }

    /** A value that just keeps it. */
    private static JsonNode keeping(FieldLimit limit) {
        boolean isKnownText =
                limit.path().equals("lineOfBusiness") || limit.path().equals("currency");
        return json(
                switch (limit.keyword()) {
                    case "minimum", "maximum" -> ((BigDecimal) limit.value()).toPlainString();
                    case FieldLimit.ENUM -> text(String.valueOf(((List<?>) limit.value()).get(0)));
                    case "maxLength" ->
                        text(
                                isKnownText
                                        ? known(limit.path())
                                        : limit.path().endsWith("gender")
                                                ? "Female"
                                                : "x".repeat(((BigDecimal) limit.value()).intValue()));
                    default ->
                        text(isKnownText ? known(limit.path()) : limit.path().endsWith("gender") ? "" : "x");
                });
    }

    private static String known(String path) {
        return path.equals("currency") ? "GBP" : "MOTOR_INJURY";
    }

    private static String text(String value) {
        return EventJson.format(TextNode.valueOf(value));
    }

    private static JsonNode json(String text) {
        return EventJson.parse(text);
    }

    /** The rule that the form names beside the keyword that failed at a place. */
    private String ruleOf(Error error, String path) {
        if (!error.getInstanceLocation().toString().equals("/" + path.replace('.', '/'))) {
            return "";
        }
        return field(path).path(ClaimFormSchema.RULES).path(error.getKeyword()).asText();
    }

    private JsonNode field(String path) {
        JsonNode record = form;
        List<String> parts = List.of(path.split("\\.", -1));
        for (String part : parts.subList(0, parts.size() - 1)) {
            JsonNode field = record.path("properties").path(part);
            String reference = field.has("$ref")
                    ? field.path("$ref").asText()
                    : field.at("/anyOf/0/$ref").asText();
            record = form.at(reference.substring(1));
        }
        return record.path("properties").path(parts.get(parts.size() - 1));
    }

    private static ObjectNode with(ObjectNode claim, String path, JsonNode value) {
        List<String> parts = new ArrayList<>(List.of(path.split("\\.", -1)));
        String last = parts.remove(parts.size() - 1);
        ObjectNode record = claim;
        for (String part : parts) {
            record = record.path(part) instanceof ObjectNode there ? there : record.putObject(part);
        }
        record.set(last, value);
        return claim;
    }

    private static ObjectNode claim() {
        return EventJson.toJson(aClaim("c-1").withInsurer("acme").build());
    }

    private List<Error> errors(JsonNode claim) {
        return schema.validate(EventJson.format(claim), InputFormat.JSON);
    }
}
