package io.claimstream.retrain.run;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelSlot;

/**
 * A line of business in a currency, for every insurer: what this worker trains one model for.
 *
 * @param lineOfBusiness line of business, such as MOTOR_INJURY
 * @param currency ISO 4217 code
 */
public record SlotName(String lineOfBusiness, String currency) implements Comparable<SlotName> {

    /** The slot that a label belongs to. */
    public static SlotName of(ClaimLabelled label) {
        return new SlotName(label.getLineOfBusiness(), label.getCurrency());
    }

    /** The slot as events name it. */
    public ModelSlot toEvent() {
        return new ModelSlot(lineOfBusiness, currency, null);
    }

    /** Whether a slot of an event covers this one; one for a single insurer does not. */
    public boolean is(ModelSlot slot) {
        return slot.equals(toEvent());
    }

    @Override
    public int compareTo(SlotName other) {
        int byLine = lineOfBusiness.compareTo(other.lineOfBusiness);
        return byLine != 0 ? byLine : currency.compareTo(other.currency);
    }

    @Override
    public String toString() {
        return lineOfBusiness + "|" + currency;
    }
}
