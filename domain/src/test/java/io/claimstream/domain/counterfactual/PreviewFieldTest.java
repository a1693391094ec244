package io.claimstream.domain.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimAccepted;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PreviewFieldTest {

    @Test
    void shouldLetChangeWhatIsClaimedTheInjuryAndTheAccidentOnly() {
        for (Schema.Field field : ClaimAccepted.getClassSchema().getFields()) {
            boolean isPart = field.schema().getType() == Schema.Type.RECORD
                    && !field.name().equals("submitted");
            if (isPart) {
                // When, Then
                assertThat(field.schema().getFields())
                        .allSatisfy(it -> assertThat(PreviewField.of(field.name() + "." + it.name()))
                                .isEqualTo(PreviewField.CHANGEABLE));
            } else {
                assertThat(PreviewField.of(field.name())).as(field.name()).isEqualTo(PreviewField.IMMUTABLE);
            }
        }
        assertThat(PreviewField.CHANGEABLE_PATHS)
                .hasSizeGreaterThan(20)
                .containsAll(ClaimFields.CHANGEABLE.stream()
                        .map(ChangeableField::path)
                        .toList());
    }

    @Test
    void shouldKnowProtectedAttributesAndWhatIsNoField() {
        assertThat(PreviewField.of("protectedAttributes.gender")).isEqualTo(PreviewField.PROTECTED);
        assertThat(PreviewField.of("protectedAttributes")).isEqualTo(PreviewField.PROTECTED);
        assertThat(PreviewField.of("personal.name")).isEqualTo(PreviewField.IMMUTABLE);
        assertThat(PreviewField.of("claimant")).isEqualTo(PreviewField.IMMUTABLE);
        assertThat(PreviewField.of("injury")).isEqualTo(PreviewField.UNKNOWN);
        assertThat(PreviewField.of("injury.gender")).isEqualTo(PreviewField.UNKNOWN);
        assertThat(PreviewField.of("")).isEqualTo(PreviewField.UNKNOWN);
        assertThat(PreviewField.of(".")).isEqualTo(PreviewField.UNKNOWN);
    }
}
