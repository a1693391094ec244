package io.claimstream.domain.lifecycle;

import static io.claimstream.domain.lifecycle.SlotFacts.ACME;
import static io.claimstream.domain.lifecycle.SlotFacts.EVERYONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.lifecycle.VersionState.Retired;
import io.claimstream.domain.lifecycle.VersionState.Retired.How;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengeMovesTest {

    private final SlotFacts facts = new SlotFacts();

    @Test
    void shouldHaveAChallengerGoFromShadowToCanaryIntoService() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");

        // When
        ModelDeployment shadow = facts.give(ModelCommandKind.SHADOW, "m-2");
        Optional<Challenge> inShadow = facts.slot(EVERYONE).challenge();
        ModelDeployment canary = facts.give(ModelCommandKind.CANARY, "m-2");
        Optional<Challenge> inCanary = facts.slot(EVERYONE).challenge();
        ModelDeployment promoted = facts.give(ModelCommandKind.PROMOTE, "m-2");

        // Then
        assertThat(shadow.getAction()).isEqualTo(DeploymentAction.SHADOWED);
        assertThat(shadow.getCalibration()).contains(2);
        assertThat(shadow.getPreviousVersion()).contains("m-1");
        assertThat(inShadow).contains(new Challenge("m-2", 1, at(1), 0));
        assertThat(canary.getAction()).isEqualTo(DeploymentAction.CANARY_STARTED);
        assertThat(canary.getShare()).contains(0.1);
        assertThat(inCanary).contains(new Challenge("m-2", 1, at(1), 0.1));
        assertThat(promoted.getAction()).isEqualTo(DeploymentAction.PROMOTED);
        assertThat(facts.slot(EVERYONE).challenge()).isEmpty();
        assertThat(facts.slot(EVERYONE).champion()).contains("m-2");
    }

    @Test
    void shouldHaveOneChallengerAtATimeAndNumberThem() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.SHADOW, "m-2");

        // When
        facts.give(ModelCommandKind.SHADOW, "m-3");

        // Then
        SlotHistory slot = facts.slot(EVERYONE);
        assertThat(slot.challenge()).contains(new Challenge("m-3", 2, at(2), 0));
        assertThat(slot.stateOf("m-2")).isEqualTo(new Retired(How.UNPROVEN));
    }

    @ParameterizedTest
    @CsvSource({"PROMOTE, m-3, 2", "ROLL_BACK, '', 2", "PIN, '', 1", "PIN, m-3, 2"})
    void shouldTakeACanaryBackToShadowWhenTheChampionChangesOrIsPinned(
            ModelCommandKind kind, String version, int number) {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-4");
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.CANARY, "m-2");

        // When
        facts.give(kind, version);

        // Then
        assertThat(facts.slot(EVERYONE).challenge()).contains(new Challenge("m-2", number, at(number + 1), 0));
    }

    @Test
    void shouldRefuseWhatCannotChallenge() {
        // When
        ModelDeployment withoutChampion = facts.give(ModelCommandKind.SHADOW, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-1");

        // Then
        assertThat(withoutChampion.getCode()).contains("NO_CHAMPION");
        assertThat(withoutChampion.getReason()).contains("models promote");
        assertThat(facts.give(ModelCommandKind.SHADOW, "").getCode()).contains("NO_VERSION");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-1").getCode()).contains("ALREADY_CHAMPION");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-9").getCode()).contains("UNKNOWN_VERSION");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-raw").getCode()).contains("NOT_CALIBRATED");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-part").getCode()).contains("INCOMPLETE_VERSION");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-dollars").getCode()).contains("WRONG_SLOT");
        assertThat(facts.give(ACME, ModelCommandKind.SHADOW, "m-2").getCode()).contains("INSURER_SLOT");
        assertThat(facts.give(EVERYONE, ModelCommandKind.CANARY, "m-2", null).getCode())
                .contains("BAD_SHARE");
        assertThat(facts.give(EVERYONE, ModelCommandKind.CANARY, "m-2", 1.0).getCode())
                .contains("BAD_SHARE");
        facts.give(ModelCommandKind.SHADOW, "m-2");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-2").getCode()).contains("ALREADY_CHALLENGER");
        facts.give(ModelCommandKind.PIN, "");
        assertThat(facts.give(ModelCommandKind.SHADOW, "m-3").getCode()).contains("PINNED");
    }

    @Test
    void shouldMoveByItselfOnlyWhatChallenges() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");

        // When
        Decision shadow = facts.byItself(moves -> moves.shadowByItself("m-2"));
        Decision again = facts.byItself(moves -> moves.shadowByItself("m-2"));
        Decision another = facts.byItself(moves -> moves.promoteByItself("m-3"));
        Decision canary = facts.byItself(moves -> moves.canaryByItself("m-2", 0.2));
        Decision promoted = facts.byItself(moves -> moves.promoteByItself("m-2"));

        // Then
        assertThat(code(shadow)).isEmpty();
        assertThat(code(again)).contains(RefusalCode.ALREADY_CHALLENGER);
        assertThat(code(another)).contains(RefusalCode.NOT_CHALLENGER);
        assertThat(canary)
                .isEqualTo(new Decision.Move(DeploymentAction.CANARY_STARTED, "m-2", Optional.of(2), Optional.of(0.2)));
        assertThat(promoted).isEqualTo(new Decision.Move(DeploymentAction.PROMOTED, "m-2", Optional.of(2)));
        assertThat(facts.slot(EVERYONE).champion()).contains("m-2");
    }

    @Test
    void shouldLeaveAChallengerInShadowWhileTheSlotIsPinned() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.SHADOW, "m-2");
        facts.give(ModelCommandKind.PIN, "");

        // When
        Decision promoted = facts.byItself(moves -> moves.promoteByItself("m-2"));
        Decision ended = facts.byItself(moves -> moves.endByItself("m-2"));

        // Then
        assertThat(code(promoted)).contains(RefusalCode.PINNED);
        assertThat(code(ended)).isEmpty();
        assertThat(facts.slot(EVERYONE).challenge()).isEmpty();
        assertThat(facts.slot(EVERYONE).stateOf("m-2")).isEqualTo(new Retired(How.UNPROVEN));
        assertThat(code(facts.promoteByItself("m-2"))).contains(RefusalCode.PINNED);
    }

    @Test
    void shouldKeepAFormerChampionToReturnToWhenItsChallengeEnds() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.SHADOW, "m-1");

        // When
        facts.byItself(moves -> moves.endByItself("m-1"));

        // Then
        assertThat(facts.slot(EVERYONE).returnsTo()).contains("m-1");
    }

    private static Instant at(int moves) {
        return SlotFacts.START.plusSeconds(60L * moves);
    }

    private static Optional<RefusalCode> code(Decision decision) {
        return decision.fold(move -> Optional.empty(), refusal -> Optional.of(refusal.code()));
    }
}
