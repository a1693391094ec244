package io.claimstream.domain.lifecycle;

import static io.claimstream.domain.lifecycle.SlotFacts.ACME;
import static io.claimstream.domain.lifecycle.SlotFacts.EVERYONE;
import static io.claimstream.domain.lifecycle.SlotFacts.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.claimstream.domain.lifecycle.VersionState.Champion;
import io.claimstream.domain.lifecycle.VersionState.Retired;
import io.claimstream.domain.lifecycle.VersionState.Retired.How;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotHistoryTest {

    private final SlotFacts facts = new SlotFacts();

    @Test
    void shouldReturnToOneChampionAfterTheOtherAndAtLastToTheBaseline() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.PROMOTE, "m-3");

        // When
        ModelDeployment first = facts.give(ModelCommandKind.ROLL_BACK, "");
        ModelDeployment second = facts.give(ModelCommandKind.ROLL_BACK, "");
        ModelDeployment third = facts.give(ModelCommandKind.ROLL_BACK, "");
        ModelDeployment fourth = facts.give(ModelCommandKind.ROLL_BACK, "");

        // Then
        assertThat(first.getVersion()).isEqualTo("m-2");
        assertThat(first.getPreviousVersion()).contains("m-3");
        assertThat(first.getCalibration()).contains(2);
        assertThat(first.getReason()).isEqualTo("because");
        assertThat(second.getVersion()).isEqualTo("m-1");
        assertThat(third.getVersion()).isEqualTo(SlotHistory.BASELINE);
        assertThat(fourth.getAction()).isEqualTo(DeploymentAction.COMMAND_REFUSED);
        assertThat(fourth.getCode()).contains("NOTHING_TO_ROLL_BACK");
        assertThat(facts.slot(EVERYONE).champion()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"m-3", "m-4", "m-5"})
    void shouldNotRollBackToWhatWasNeverInService(String version) {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.RETIRE, "m-4");
        facts.give(ModelCommandKind.SHADOW, "m-5");

        // When
        ModelDeployment answer = facts.give(ModelCommandKind.ROLL_BACK, version);

        // Then
        assertThat(answer.getAction()).isEqualTo(DeploymentAction.COMMAND_REFUSED);
        assertThat(answer.getCode()).contains("NEVER_IN_SERVICE");
        assertThat(facts.slot(EVERYONE).champion()).contains("m-2");
    }

    @Test
    void shouldRollAnInsurerBackToWhatEveryInsurerHad() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ACME, ModelCommandKind.PIN, "m-3");

        // When
        ModelDeployment answer = facts.give(ACME, ModelCommandKind.ROLL_BACK, "m-1");

        // Then
        assertThat(answer.getAction()).isEqualTo(DeploymentAction.ROLLED_BACK);
        assertThat(facts.slot(ACME).champion()).contains("m-1");
    }

    @Test
    void shouldSayWhereEachVersionStands() {
        // When
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.PROMOTE, "m-3");
        facts.give(ModelCommandKind.ROLL_BACK, "");
        facts.give(ModelCommandKind.RETIRE, "m-4");

        // Then
        assertThat(facts.slot(EVERYONE).states())
                .containsOnly(
                        entry("m-1", new Retired(How.SUPERSEDED)),
                        entry("m-2", new Champion()),
                        entry("m-3", new Retired(How.WITHDRAWN)),
                        entry("m-4", new Retired(How.BY_HAND)));
        assertThat(facts.slot(EVERYONE).stateOf("m-5").word()).isEqualTo("candidate");
    }

    @Test
    void shouldSayWhoWasChampionAtATime() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.ROLL_BACK, "");

        // When
        SlotHistory slot = facts.slot(EVERYONE);

        // Then
        assertThat(slot.termAt(START.minusSeconds(1))).isEmpty();
        assertThat(slot.termAt(START.plusSeconds(60)).orElseThrow().version()).isEqualTo("m-2");
        assertThat(slot.termAt(START.plusSeconds(119)).orElseThrow().version()).isEqualTo("m-2");
        assertThat(slot.termAt(START.plusSeconds(120)).orElseThrow().version()).isEqualTo("m-1");
    }

    @Test
    void shouldNotReturnToWhatWasRetired() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.PROMOTE, "m-3");
        facts.give(ModelCommandKind.RETIRE, "m-2");

        // When
        ModelDeployment back = facts.give(ModelCommandKind.ROLL_BACK, "");

        // Then
        assertThat(back.getVersion()).isEqualTo("m-1");
    }

    @Test
    void shouldKeepAPinnedSlotFromMovingByItself() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PIN, "");

        // When
        Decision byItself = facts.promoteByItself("m-2");
        ModelDeployment byHand = facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.UNPIN, "");
        Decision afterwards = facts.promoteByItself("m-2");

        // Then
        assertThat(byItself).isInstanceOf(Decision.Refusal.class);
        assertThat(byHand.getCode()).contains("PINNED");
        assertThat(afterwards).isInstanceOf(Decision.Move.class);
        assertThat(facts.slot(EVERYONE).champion()).contains("m-1");
    }

    @Test
    void shouldNotPromoteByItselfWhatAPersonWithdrew() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.ROLL_BACK, "");

        // When
        Decision byItself = facts.promoteByItself("m-1");
        ModelDeployment byHand = facts.give(ModelCommandKind.PROMOTE, "m-1");

        // Then
        assertThat(byItself).isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(RefusalCode.TAKEN_OUT_BY_HAND));
        assertThat(byHand.getAction()).isEqualTo(DeploymentAction.PROMOTED);
    }

    @Test
    void shouldRollBackByItselfOnceForEachVersion() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");

        // When
        Decision first = facts.rollBackByItself("m-2", false);
        Decision late = facts.rollBackByItself("m-2", false);
        Decision promoted = facts.promoteByItself("m-2");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        Decision again = facts.rollBackByItself("m-2", true);

        // Then
        assertThat(first).isEqualTo(new Decision.Move(DeploymentAction.ROLLED_BACK, "m-1", Optional.of(1)));
        assertThat(code(late)).isEqualTo(RefusalCode.CHAMPION_CHANGED);
        assertThat(code(again)).isEqualTo(RefusalCode.PUT_BACK_BY_HAND);
        assertThat(code(promoted)).isEqualTo(RefusalCode.TAKEN_OUT_BY_HAND);
        assertThat(facts.slot(EVERYONE).champion()).contains("m-2");
    }

    @Test
    void shouldReturnToTheBaselineByItselfOnlyWhenItWasCloser() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");

        // When
        Decision further = facts.rollBackByItself("m-1", false);
        Decision closer = facts.rollBackByItself("m-1", true);

        // Then
        assertThat(code(further)).isEqualTo(RefusalCode.NOTHING_BETTER);
        assertThat(closer)
                .isEqualTo(new Decision.Move(DeploymentAction.ROLLED_BACK, SlotHistory.BASELINE, Optional.empty()));
    }

    @Test
    void shouldNotRollBackByItselfWhatAPersonPinned() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        facts.give(ModelCommandKind.PIN, "");

        // When
        Decision decision = facts.rollBackByItself("m-2", true);

        // Then
        assertThat(code(decision)).isEqualTo(RefusalCode.PINNED);
    }

    @Test
    void shouldLetAnInsurerStayAndFollowAgain() {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");

        // When
        ModelDeployment pinned = facts.give(ACME, ModelCommandKind.PIN, "");
        facts.give(ModelCommandKind.PROMOTE, "m-2");
        boolean isPinned = facts.slot(ACME).isPinned();
        ModelDeployment unpinned = facts.give(ACME, ModelCommandKind.UNPIN, "");

        // Then
        assertThat(pinned.getVersion()).isEqualTo("m-1");
        assertThat(isPinned).isTrue();
        assertThat(unpinned.getVersion()).isEqualTo(SlotHistory.BASELINE);
        assertThat(unpinned.getPreviousVersion()).contains("m-1");
        assertThat(facts.slot(ACME).champion()).isEmpty();
        assertThat(facts.slot(ACME).isPinned()).isFalse();
        assertThat(facts.slot(EVERYONE).champion()).contains("m-2");
    }

    @ParameterizedTest
    @CsvSource({
        "PROMOTE, '', NO_VERSION",
        "PROMOTE, m-9, UNKNOWN_VERSION",
        "PROMOTE, m-part, INCOMPLETE_VERSION",
        "PROMOTE, m-dollars, WRONG_SLOT",
        "PROMOTE, baseline, WRONG_SLOT",
        "PROMOTE, m-raw, NOT_CALIBRATED",
        "PROMOTE, m-1, ALREADY_CHAMPION",
        "ROLL_BACK, m-1, ALREADY_CHAMPION",
        "ROLL_BACK, m-9, UNKNOWN_VERSION",
        "UNPIN, '', NOT_PINNED",
        "RETIRE, '', NO_VERSION",
        "RETIRE, m-1, IN_SERVICE",
        "RETIRE, m-9, UNKNOWN_VERSION",
        "UNKNOWN, '', UNKNOWN_KIND"
    })
    void shouldRefuseAnIllegalMoveWithCodePlaceAndHint(ModelCommandKind kind, String version, RefusalCode code) {
        // Given
        facts.give(ModelCommandKind.PROMOTE, "m-1");

        // When
        ModelDeployment answer = facts.give(kind, version);

        // Then
        assertThat(answer.getAction()).isEqualTo(DeploymentAction.COMMAND_REFUSED);
        assertThat(answer.getCode()).contains(code.name());
        assertThat(answer.getReason()).matches("[^(]+ \\(/(kind|version)\\) .+[.]");
        assertThat(answer.getCommandId()).contains("command-1");
        assertThat(facts.slot(EVERYONE).champion()).contains("m-1");
    }

    private static RefusalCode code(Decision decision) {
        return ((Decision.Refusal) decision).code();
    }
}
