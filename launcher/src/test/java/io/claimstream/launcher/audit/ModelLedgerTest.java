package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DeploymentAction;
import io.claimstream.testkit.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ModelLedgerTest {

    private final ModelLedger ledger = new ModelLedger();

    @Test
    void shouldCountEachVersionOnce() {
        // When
        ledger.version(Events.version("m-1", 0, 1));
        ledger.version(Events.version("m-2", 0, 2));
        ledger.version(Events.version("m-2", 0, 2));

        // Then
        assertThat(ledger.published()).isEqualTo(2);
        assertThat(ledger.champion()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROMOTED", "PINNED", "ROLLED_BACK"})
    void shouldTakeForChampionWhatIsPutInPlace(DeploymentAction action) {
        // Given
        ledger.deployment(Events.deployment(DeploymentAction.PROMOTED, "m-1"));

        // When
        ledger.deployment(Events.deployment(action, "m-2"));

        // Then
        assertThat(ledger.champion()).contains("m-2");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PROMOTED", "PINNED", "ROLLED_BACK"},
            mode = Mode.EXCLUDE)
    void shouldKeepTheChampionOtherwise(DeploymentAction action) {
        // Given
        ledger.deployment(Events.deployment(DeploymentAction.PROMOTED, "m-1"));

        // When
        ledger.deployment(Events.deployment(action, "m-2"));

        // Then
        assertThat(ledger.champion()).contains("m-1");
    }

    @Test
    void shouldKnowWhichClaimsAnyVersionWasTrainedOn() {
        // Given
        for (int offset = 0; offset < 5; offset++) {
            ledger.labelled(new Ref(0, offset), Events.labelled("c-" + offset));
        }
        ledger.labelled(new Ref(1, 2), Events.labelled("c-of-another-partition"));

        // When
        ledger.version(Events.version("m-1", 1, 2));
        ledger.version(Events.version("m-2", 1, 4));

        // Then
        assertThat(ledger.trainedOn()).extracting(Claim::claimId).containsExactlyInAnyOrder("c-1", "c-2", "c-3");
        assertThat(ledger.trainedOn()).extracting(Claim::insurer).containsOnly(Claims.INSURER);
    }
}
