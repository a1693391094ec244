package io.claimstream.feedback.page.submit;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.contract.ClaimFormSchema;
import io.claimstream.feedback.desk.ClaimForm;
import io.claimstream.feedback.page.submit.ClaimField.Kind;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The form is made from the schema of a claim. */
class ClaimFieldsTest {

    static {
        TrustedEvents.trust();
    }

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final ClaimFields fields = ClaimFields.make();

    @Test
    void shouldAskForEveryFieldOfAClaim() {
        // Then
        List<String> leaves = new ArrayList<>();
        leaves("", ClaimSubmitted.getClassSchema(), leaves);
        assertThat(fields.all()).extracting(ClaimField::path).containsExactlyInAnyOrderElementsOf(leaves);
        assertThat(fields.all())
                .allSatisfy(it -> assertThat(it.hint()).as(it.path()).isNotBlank());
        assertThat(leaves).containsAll(ClaimFields.USUAL);
    }

    @Test
    void shouldOfferChoicesInWords() {
        // When
        ClaimField line = fields.all().stream()
                .filter(it -> it.path().equals("lineOfBusiness"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(line.choices()).contains("MOTOR_INJURY");
        assertThat(line.words("MOTOR_INJURY")).isEqualTo("Motor injury");
        assertThat(line.words("GBP")).isEqualTo("GBP");
        assertThat(line.hint()).isEqualTo("Line of business.");
        assertThat(fields.parts()).extracting(ClaimFields.Part::hint).allSatisfy(it -> assertThat(it)
                .doesNotContain("null"));
    }

    @Test
    void shouldSpeakToPeople() {
        // Then
        assertThat(fields.all()).extracting(ClaimField::hint).noneMatch(it -> it.contains("null"));
        assertThat(fields.parts()).extracting(ClaimFields.Part::hint).noneMatch(it -> it.contains("null"));
    }

    @Test
    void shouldAskForAFieldThatTheSchemaGains() {
        // Given
        ObjectNode schema = ClaimFormSchema.make();
        ((ObjectNode) schema.at("/$defs/Injury/properties"))
                .putObject("hospitalDays")
                .put("type", "integer")
                .put("description", "Days in hospital.");

        // When
        List<ClaimField> all = ClaimFields.of(schema).all();

        // Then
        assertThat(all)
                .filteredOn(it -> it.path().equals("injury.hospitalDays"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.words()).isEqualTo("Hospital days");
                    assertThat(it.kind()).isEqualTo(Kind.COUNT);
                    assertThat(it.isRequired()).isFalse();
                });
    }

    @Test
    void shouldAskForEachFieldInItsWay() {
        // Then
        assertThat(field("currency").kind()).isEqualTo(Kind.CHOICE);
        assertThat(field("currency").choices()).contains("GBP").doesNotContain("");
        assertThat(field("protectedAttributes.gender").choices()).containsExactly("Female", "Male", "Other");
        assertThat(field("revision").kind()).isEqualTo(Kind.COUNT);
        assertThat(field("claimDate").kind()).isEqualTo(Kind.TIME);
        assertThat(field("injury.whiplash").kind()).isEqualTo(Kind.FLAG);
        assertThat(field("headsOfLoss.generalFixed").kind()).isEqualTo(Kind.AMOUNT);
        assertThat(field("accidentDescription").kind()).isEqualTo(Kind.LINES);
        assertThat(field("policy").kind()).isEqualTo(Kind.TEXT);
        assertThat(field("accident.type").suggested()).contains("Rear end");
        assertThat(fields.parts()).extracting(ClaimFields.Part::isOptional).contains(true, false);
    }

    @Test
    void shouldSayWhatTheRulesOfAFieldAsk() {
        // Then
        assertThat(field("headsOfLoss.generalFixed").rules())
                .extracting(FieldRule::keyword)
                .contains("minimum", "maximum");
        assertThat(field("headsOfLoss.generalFixed").rulesAsJson()).contains("No head of loss is negative.");
        assertThat(field("claimId").rulesAsJson()).contains("\"keyword\":\"pattern\"");
        assertThat(fields.others()).contains("The claim date is not before the accident.");
    }

    @Test
    void shouldReadBackWhatItShows() {
        // Given
        ClaimSubmitted claim = aClaim("c-1").build();
        ClaimTyped typed = new ClaimTyped(fields, LONDON);

        // When
        Map<String, String> shown = typed.typed(EventJson.toJson(claim));
        ObjectNode json = typed.json(path -> Optional.ofNullable(shown.get(path)));

        // Then
        ClaimSubmitted read = ClaimForm.read(json);
        assertThat(typed.typed(EventJson.toJson(read))).isEqualTo(shown);
        assertThat(read.getHeadsOfLoss()).isEqualTo(claim.getHeadsOfLoss());
        assertThat(read.getInjury()).isEqualTo(claim.getInjury());
        assertThat(read.getClaimDate()).isEqualTo(claim.getClaimDate());
    }

    @Test
    void shouldTakeTimesInTheZoneOfTheReader() {
        // When
        ObjectNode json = new ClaimTyped(fields, LONDON)
                .json(path -> path.equals("claimDate") ? Optional.of("2026-06-01T10:30") : Optional.empty());

        // Then
        assertThat(json.path("claimDate").asText()).isEqualTo("2026-06-01T09:30:00Z");
        assertThat(json.path("accident").isObject()).isTrue();
        assertThat(json.has("personal")).isFalse();
    }

    @Test
    void shouldKeepAMomentThatWasFilledInWhereClocksAreSetBack() {
        // Given
        Instant second = Instant.parse("2026-10-25T01:30:00Z");
        ClaimTyped typed = new ClaimTyped(fields, LONDON);
        Map<String, String> shown = typed.typed(
                EventJson.toJson(ClaimSubmitted.newBuilder(aClaim("c-1").build())
                        .setClaimDate(second)
                        .build()));

        // When
        ObjectNode untouched = typed.json(path -> Optional.ofNullable(shown.get(path)));
        ObjectNode changed = typed.json(path ->
                path.equals("claimDate") ? Optional.of("2026-10-26T01:30") : Optional.ofNullable(shown.get(path)));

        // Then
        assertThat(shown.get("claimDate")).isEqualTo("2026-10-25T01:30");
        assertThat(untouched.path("claimDate").asText()).isEqualTo("2026-10-25T01:30:00Z");
        assertThat(changed.path("claimDate").asText()).isEqualTo("2026-10-26T01:30:00Z");
    }

    private ClaimField field(String path) {
        return fields.all().stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static void leaves(String before, Schema record, List<String> leaves) {
        for (Schema.Field field : record.getFields()) {
            Schema type = field.schema().getType() == Schema.Type.UNION
                    ? field.schema().getTypes().stream()
                            .filter(it -> it.getType() != Schema.Type.NULL)
                            .findFirst()
                            .orElseThrow()
                    : field.schema();
            if (Objects.equals(type.getType(), Schema.Type.RECORD)) {
                leaves(before + field.name() + ".", type, leaves);
            } else {
                leaves.add(before + field.name());
            }
        }
    }
}
