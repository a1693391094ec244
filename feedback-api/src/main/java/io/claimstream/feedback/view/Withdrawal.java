package io.claimstream.feedback.view;

import io.claimstream.event.ModelSlot;
import java.time.Instant;
import java.util.List;

/**
 * A version taken out of a slot: whose decisions it left behind.
 *
 * @param version the version
 * @param slot the slot
 * @param since when its last term began
 * @param keptBy insurers that stay on the version in slots of their own; empty in an insurer's slot
 */
public record Withdrawal(String version, ModelSlot slot, Instant since, List<String> keptBy) {

    public Withdrawal {
        keptBy = List.copyOf(keptBy);
    }
}
