package io.claimstream.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.ExampleClaims;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.PendingRevisions;
import io.claimstream.event.RecordRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingQueueTest {

    @Test
    void shouldKeepRevisionsInOrderWhenTheyJoinInAnother() {
        // When
        PendingRevisions queue = PendingQueue.join(PendingQueue.join(PendingQueue.EMPTY, pending(2)), pending(1));

        // Then
        assertThat(revisions(queue)).containsExactly(1, 2);
    }

    @Test
    void shouldHoldARevisionOnceWhenItJoinsTwice() {
        // When
        PendingRevisions queue = PendingQueue.join(PendingQueue.join(PendingQueue.EMPTY, pending(1)), pending(1));

        // Then
        assertThat(revisions(queue)).containsExactly(1);
    }

    @Test
    void shouldKeepWhatStaysWhenTheFirstHaveLeft() {
        // Given
        PendingRevisions queue = PendingQueue.join(PendingQueue.join(PendingQueue.EMPTY, pending(1)), pending(2));

        // When
        PendingRevisions staying = PendingQueue.without(queue, 1);

        // Then
        assertThat(revisions(staying)).containsExactly(2);
    }

    private static PendingFeatures pending(int revision) {
        return Gathering.begin(ExampleClaims.bare().setRevision(revision).build(), new RecordRef(0, 7L), revision);
    }

    private static List<Integer> revisions(PendingRevisions queue) {
        return queue.getRevisions().stream()
                .map(pending -> pending.getClaim().getRevision())
                .toList();
    }
}
