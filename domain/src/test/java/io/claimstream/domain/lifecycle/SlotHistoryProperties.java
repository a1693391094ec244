package io.claimstream.domain.lifecycle;

import static io.claimstream.domain.lifecycle.SlotFacts.ACME;
import static io.claimstream.domain.lifecycle.SlotFacts.EVERYONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.lifecycle.VersionState.Challenger;
import io.claimstream.domain.lifecycle.VersionState.Champion;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SlotHistoryProperties {

    /** A command as a person might give it, sensible or not. */
    record Asked(ModelSlot slot, ModelCommandKind kind, String version) {}

    @Property(tries = 500)
    void shouldHaveAtMostOneChampionWhateverIsAsked(@ForAll("commands") List<Asked> commands) {
        // Given
        SlotFacts facts = new SlotFacts();

        // When
        commands.forEach(it -> facts.give(it.slot(), it.kind(), it.version()));

        // Then
        for (ModelSlot slot : List.of(EVERYONE, ACME)) {
            SlotHistory history = facts.slot(slot);
            List<String> champions = history.states().entrySet().stream()
                    .filter(it -> it.getValue() instanceof Champion)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(champions).hasSizeLessThanOrEqualTo(1);
            assertThat(champions.stream().findFirst()).isEqualTo(history.champion());
            List<String> challengers = history.states().entrySet().stream()
                    .filter(it -> it.getValue() instanceof Challenger)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(challengers)
                    .containsExactlyElementsOf(
                            history.challenge().map(Challenge::version).stream().toList());
        }
        assertThat(facts.log()).hasSize(commands.size());
    }

    @Property(tries = 200)
    void shouldReachTheSameStateByReplayAsStepByStep(@ForAll("commands") List<Asked> commands) {
        // Given
        SlotFacts facts = new SlotFacts();
        SlotHistory stepwise = SlotHistory.of(EVERYONE, List.of());

        // When
        for (Asked it : commands) {
            ModelDeployment event = facts.give(it.slot(), it.kind(), it.version());
            stepwise = it.slot().equals(EVERYONE) ? stepwise.after(event) : stepwise;
        }

        // Then
        SlotHistory replayed = facts.slot(EVERYONE);
        assertThat(stepwise.states()).isEqualTo(replayed.states());
        assertThat(stepwise.terms()).isEqualTo(replayed.terms());
        assertThat(stepwise.returnsTo()).isEqualTo(replayed.returnsTo());
        assertThat(stepwise.isPinned()).isEqualTo(replayed.isPinned());
        assertThat(stepwise.challenge()).isEqualTo(replayed.challenge());
    }

    @Property(tries = 300)
    void shouldChangeNothingByARefusalAndAgreeWithAScanOfTheLog(@ForAll("commands") List<Asked> commands) {
        // Given
        SlotFacts facts = new SlotFacts();

        // When
        for (Asked it : commands) {
            SlotHistory before = facts.slot(it.slot());
            ModelDeployment event = facts.give(it.slot(), it.kind(), it.version());
            SlotHistory after = facts.slot(it.slot());

            // Then
            if (event.getAction() == DeploymentAction.COMMAND_REFUSED) {
                assertThat(after.states()).isEqualTo(before.states());
                assertThat(after.terms()).isEqualTo(before.terms());
                assertThat(after.isPinned()).isEqualTo(before.isPinned());
                assertThat(after.challenge()).isEqualTo(before.challenge());
            }
            assertThat(after.champion()).isEqualTo(lastPlaced(facts.log(), it.slot()));
        }
    }

    /** The champion as a reader finds it that knows nothing of states. */
    private static Optional<String> lastPlaced(List<ModelDeployment> log, ModelSlot slot) {
        return log.stream()
                .filter(it -> it.getSlot().equals(slot))
                .filter(it -> switch (it.getAction()) {
                    case PROMOTED, PINNED, UNPINNED, ROLLED_BACK -> true;
                    default -> false;
                })
                .reduce((earlier, later) -> later)
                .map(ModelDeployment::getVersion)
                .filter(version -> !version.equals(SlotHistory.BASELINE));
    }

    @Provide
    Arbitrary<List<Asked>> commands() {
        return Combinators.combine(
                        Arbitraries.of(EVERYONE, EVERYONE, ACME),
                        Arbitraries.of(
                                ModelCommandKind.PROMOTE,
                                ModelCommandKind.ROLL_BACK,
                                ModelCommandKind.PIN,
                                ModelCommandKind.UNPIN,
                                ModelCommandKind.RETIRE,
                                ModelCommandKind.SHADOW,
                                ModelCommandKind.CANARY,
                                ModelCommandKind.UNKNOWN),
                        Arbitraries.of("", "", "m-1", "m-2", "m-3", "m-4", "m-5", "m-9", "m-raw", "baseline"))
                .as(Asked::new)
                .list()
                .ofMaxSize(40);
    }
}
