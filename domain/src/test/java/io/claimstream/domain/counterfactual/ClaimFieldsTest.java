package io.claimstream.domain.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.ExampleClaims;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.feature.FeatureVector;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimFieldsTest {

    private static final List<EntitySnapshot> HISTORY = List.of(
            ExampleClaims.history(EntityKind.CLAIMANT).build(),
            ExampleClaims.history(EntityKind.PROVIDER).build());

    static List<ChangeableField> changeable() {
        return ClaimFields.CHANGEABLE;
    }

    @Test
    void shouldDecideAboutEveryFieldOnce() {
        // Given
        List<String> changeable =
                ClaimFields.CHANGEABLE.stream().map(ChangeableField::path).toList();

        // When
        List<String> leaves = leaves("", ClaimAccepted.getClassSchema()).toList();

        // Then
        assertThat(changeable).doesNotHaveDuplicates().isSubsetOf(leaves);
        assertThat(leaves).allSatisfy(leaf -> assertThat(changeable.contains(leaf))
                .as(leaf + " is either changeable or fixed")
                .isNotEqualTo(ClaimFields.FIXED.keySet().stream()
                        .anyMatch(fixed -> leaf.equals(fixed) || leaf.startsWith(fixed + "."))));
        assertThat(ClaimFields.FIXED.keySet()).allSatisfy(fixed -> assertThat(leaves)
                .anyMatch(leaf -> leaf.equals(fixed) || leaf.startsWith(fixed + ".")));
    }

    @ParameterizedTest
    @MethodSource("changeable")
    void shouldChangeNothingButTheFieldAndTheFeaturesThatFollowFromIt(ChangeableField field) {
        // Given
        ClaimAccepted claim = ExampleClaims.full().build();
        FeatureVector before = FeatureSetV1.compute(claim, 2, HISTORY);
        long to = field.step() == Step.FLAG ? 0 : 7;

        // When
        ClaimAccepted changed = field.with(claim, to);

        // Then
        FeatureVector after = FeatureSetV1.compute(changed, 2, HISTORY);
        assertThat(field.value(changed, after))
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(BigDecimal.valueOf(to)));
        assertThat(claim).isEqualTo(ExampleClaims.full().build());
        Optional<BigDecimal> stated = field.value(claim, before);
        if (stated.isPresent()) {
            assertThat(FeatureSetV1.recompute(before.values(), field.features(), changed, 2, HISTORY))
                    .containsExactly(after.values());
        }
    }

    @Test
    void shouldNotReadWhatAClaimDoesNotState() {
        // Given
        ClaimAccepted claim = ExampleClaims.bare().build();
        FeatureVector vector = FeatureSetV1.compute(claim, 1, List.of());

        // When, Then
        assertThat(ClaimFields.CHANGEABLE)
                .allSatisfy(field -> assertThat(field.value(claim, vector)).isEmpty());
    }

    @Test
    void shouldSayAChangeInWords() {
        assertThat(sentence("headsOfLoss.generalFixed", "260.50", 1_300))
                .isEqualTo("General damages, fixed: GBP 1,300.00 instead of GBP 260.50");
        assertThat(sentence("injury.prognosis", "6", 1)).isEqualTo("Prognosis: 1 month instead of 6 months");
        assertThat(sentence("injury.whiplash", "0", 1)).isEqualTo("Whiplash: yes instead of no");
    }

    @Test
    void shouldMeasureFieldsOnOneScale() {
        BigDecimal sum = new BigDecimal("2000");

        assertThat(field("headsOfLoss.generalFixed").distance(new BigDecimal("500"), 1_500, sum))
                .isEqualTo(0.5);
        assertThat(field("injury.prognosis").distance(new BigDecimal("6"), 9, sum))
                .isEqualTo(0.25);
        assertThat(field("injury.whiplash").distance(BigDecimal.ONE, 0, sum)).isEqualTo(1);
        assertThat(field("headsOfLoss.generalFixed").distance(BigDecimal.ZERO, 50, BigDecimal.ZERO))
                .isEqualTo(0.5);
    }

    private static String sentence(String path, String from, long to) {
        return new FieldChange(field(path), new BigDecimal(from), to).sentence("GBP");
    }

    private static ChangeableField field(String path) {
        return ClaimFields.CHANGEABLE.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> leaves(String path, Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                schema.getFields().stream()
                        .flatMap(field ->
                                leaves(path.isEmpty() ? field.name() : path + "." + field.name(), field.schema()));
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .flatMap(branch -> leaves(path, branch));
            default -> Stream.of(path);
        };
    }
}
