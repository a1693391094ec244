package io.claimstream.model;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ModelSlot;

/** What a champion is responsible for, as the key of its records: {@code line of business|currency|insurer}. */
public final class Slots {

    private Slots() {}

    /** The slot of a line of business and currency, for every insurer. */
    public static ModelSlot everyInsurer(String lineOfBusiness, String currency) {
        return ModelSlot.newBuilder()
                .setLineOfBusiness(lineOfBusiness)
                .setCurrency(currency)
                .build();
    }

    /** Whether a model of a slot may score a claim: line of business and currency are its own, and the insurer where the slot names one. */
    public static boolean covers(ModelSlot slot, ClaimFeatures features) {
        return slot.getLineOfBusiness().equals(features.getLineOfBusiness())
                && slot.getCurrency().equals(features.getCurrency())
                && slot.getInsurer()
                        .map(insurer -> insurer.equals(features.getInsurer()))
                        .orElse(true);
    }

    /** The key of a slot; the last part is empty for every insurer. */
    public static String key(ModelSlot slot) {
        return slot.getLineOfBusiness()
                + '|'
                + slot.getCurrency()
                + '|'
                + slot.getInsurer().orElse("");
    }
}
