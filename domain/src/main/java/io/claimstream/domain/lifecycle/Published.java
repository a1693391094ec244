package io.claimstream.domain.lifecycle;

import io.claimstream.event.ModelSlot;
import java.util.Optional;

/**
 * What the model topics hold of a version.
 *
 * @param slot what the model is for, as its manifest says
 * @param whole whether manifest and every chunk are there
 * @param calibration number of its newest calibration; empty for none
 */
public record Published(ModelSlot slot, boolean whole, Optional<Integer> calibration) {

    /** Whether it may serve a slot: its own, or an insurer's when it is for every insurer. */
    boolean fits(ModelSlot wanted) {
        return slot.equals(wanted)
                || (slot.getInsurer().isEmpty()
                        && slot.getLineOfBusiness().equals(wanted.getLineOfBusiness())
                        && slot.getCurrency().equals(wanted.getCurrency()));
    }
}
