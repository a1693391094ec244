package io.claimstream.feedback.view;

import io.claimstream.event.ModelSlot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version taken out of a slot: whose decisions it left behind.
 *
 * @param version the version
 * @param slot the slot
 * @param since when its last term began
 * @param keptBy insurers that stay on the version in slots of their own
 */
public record Withdrawal(String version, ModelSlot slot, Instant since, List<String> keptBy) {

    public Withdrawal {
        keptBy = List.copyOf(keptBy);
    }

    /** What of it concerns one insurer; with null all of it. */
    public Withdrawal ofInsurer(@Nullable String insurer) {
        if (insurer == null || slot.getInsurer().isPresent()) {
            return this;
        }
        ModelSlot own = new ModelSlot(slot.getLineOfBusiness(), slot.getCurrency(), insurer);
        return new Withdrawal(version, own, since, keptBy);
    }
}
