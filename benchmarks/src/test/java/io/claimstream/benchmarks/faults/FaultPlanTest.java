package io.claimstream.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.benchmarks.cluster.Fleet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final int KINDS = Fault.Kind.values().length;

    @Test
    void shouldDrawTheSameFaultsFromTheSameSeed() {
        assertThat(FaultPlan.of(3, 50)).isEqualTo(FaultPlan.of(3, 50)).isNotEqualTo(FaultPlan.of(4, 50));
    }

    @Test
    void shouldStartTheSameHoweverLongItIs() {
        assertThat(FaultPlan.of(3, 50).subList(0, 5)).isEqualTo(FaultPlan.of(3, 5));
    }

    @Test
    void shouldDrawEveryKindOnceBeforeAnyComesAgain() {
        // When
        List<Fault> faults = FaultPlan.of(3, 2 * KINDS);

        // Then
        assertThat(faults.subList(0, KINDS)).extracting(Fault::kind).containsExactlyInAnyOrder(Fault.Kind.values());
        assertThat(faults.subList(KINDS, 2 * KINDS))
                .extracting(Fault::kind)
                .containsExactlyInAnyOrder(Fault.Kind.values());
    }

    @Test
    void shouldMeetEveryServiceInTheEnd() {
        // When
        List<Fault> faults = FaultPlan.of(3, KINDS * Fleet.OF_TWO.names().size());

        // Then
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == Fault.Kind.SERVICE_KILLED)
                .extracting(Fault::target)
                .containsExactlyInAnyOrderElementsOf(Fleet.OF_TWO.names());
    }
}
