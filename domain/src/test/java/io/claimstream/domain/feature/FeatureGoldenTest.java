package io.claimstream.domain.feature;

import static io.claimstream.domain.feature.ExampleClaims.bare;
import static io.claimstream.domain.feature.ExampleClaims.full;
import static io.claimstream.domain.feature.ExampleClaims.history;
import static io.claimstream.domain.feature.ExampleClaims.noHistory;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Freezes names, order and bits of feature set v1. A difference here needs a new feature set, unless nothing was released yet. */
class FeatureGoldenTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "feature-vectors-v1.txt");
    private static final String ACCEPT = "mvn -pl domain -am test -Dtest=FeatureGoldenTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.accept=true";

    @Test
    void shouldKeepVectorsAsReleased() throws IOException {
        // Given
        String vectors = vectors();
        if (Boolean.getBoolean("golden.accept")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, vectors);
        }

        // When
        String released = Files.exists(GOLDEN) ? Files.readString(GOLDEN) : "";

        // Then
        assertThat(vectors).as("%s; to accept the change: %s", GOLDEN, ACCEPT).isEqualTo(released);
    }

    private static String vectors() {
        return vector(
                        "full",
                        FeatureSetV1.compute(
                                full().build(),
                                3,
                                List.of(
                                        history(EntityKind.CLAIMANT).build(),
                                        history(EntityKind.PROVIDER).build())))
                + vector("bare", compute(bare().build()))
                + vector("other words", compute(otherWords()))
                + vector("awkward amounts", compute(awkwardAmounts()));
    }

    private static FeatureVector compute(ClaimAccepted claim) {
        return FeatureSetV1.compute(
                claim, 1, List.of(noHistory(EntityKind.CLAIMANT).build()));
    }

    private static ClaimAccepted otherWords() {
        return bare().setAccident(Accident.newBuilder()
                        .setType("  REAR   end - 3 car - CLT at front ")
                        .build())
                .setInjury(Injury.newBuilder()
                        .setPrognosis("18 Months")
                        .setDominantInjury("Tail")
                        .setWhiplash(false)
                        .build())
                .build();
    }

    private static ClaimAccepted awkwardAmounts() {
        return bare().setHeadsOfLoss(HeadsOfLoss.newBuilder()
                        .setSpecialFixes(ExampleClaims.amount("0.0049"))
                        .setSpecialTripCosts(ExampleClaims.amount("0.1"))
                        .setGeneralUplift(ExampleClaims.amount("9999999999.9999"))
                        .setGeneralFixed(ExampleClaims.amount("16777217"))
                        .build())
                .build();
    }

    private static String vector(String name, FeatureVector vector) {
        StringBuilder text = new StringBuilder("# ").append(name).append('\n');
        for (int i = 0; i < FeatureSetV1.NAMES.size(); i++) {
            float value = vector.values()[i];
            text.append(FeatureSetV1.NAMES.get(i))
                    .append(" = ")
                    .append(value)
                    .append(" 0x")
                    .append(Integer.toHexString(Float.floatToRawIntBits(value)))
                    .append('\n');
        }
        return text.append("unseen = ")
                .append(vector.unseenCategories())
                .append("\nsumOfHeads = ")
                .append(vector.sumOfHeads())
                .append("\n\n")
                .toString();
    }
}
