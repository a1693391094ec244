package io.claimstream.model.evaluation.fairness;

import org.jspecify.annotations.Nullable;

/** Bands of a driver's age in years, youngest first. */
public enum AgeBand {
    UNDER_25("under 25", Integer.MIN_VALUE),
    FROM_25("25–34", 25),
    FROM_35("35–44", 35),
    FROM_45("45–54", 45),
    FROM_55("55–64", 55),
    FROM_65("65 and over", 65),
    NOT_STATED("age not stated", Integer.MAX_VALUE);

    private final String text;
    private final int from;

    AgeBand(String text, int from) {
        this.text = text;
        this.from = from;
    }

    /** The band of an age; null is not stated. */
    public static AgeBand of(@Nullable Integer years) {
        if (years == null) {
            return NOT_STATED;
        }
        AgeBand band = UNDER_25;
        for (AgeBand next : values()) {
            band = next != NOT_STATED && years >= next.from ? next : band;
        }
        return band;
    }

    /** Its name for people. */
    public String text() {
        return text;
    }
}
