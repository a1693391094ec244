package io.claimstream.feedback.http;

import io.claimstream.event.ModelSlot;
import java.util.List;
import java.util.OptionalLong;

/** What the scoring-processors say that they serve. Thread-safe. */
@FunctionalInterface
public interface ServedOffsets {

    /**
     * For each scoring-processor the offset on models.deployments.v1 of the move that it serves in a slot; empty for one that does not
     * answer or says nothing of the slot.
     */
    List<OptionalLong> of(ModelSlot slot);
}
