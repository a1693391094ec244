package io.claimstream.model;

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

    /** The key of a slot; the last part is empty for every insurer. */
    public static String key(ModelSlot slot) {
        return slot.getLineOfBusiness()
                + '|'
                + slot.getCurrency()
                + '|'
                + slot.getInsurer().orElse("");
    }
}
