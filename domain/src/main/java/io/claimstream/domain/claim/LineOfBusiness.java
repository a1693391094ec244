package io.claimstream.domain.claim;

import java.util.Optional;

/** The lines of business that Claimstream knows. */
public enum LineOfBusiness {
    MOTOR_INJURY(true),
    MOTOR_DAMAGE(false),
    LIABILITY(true),
    PROPERTY(false);

    private final boolean injury;

    LineOfBusiness(boolean injury) {
        this.injury = injury;
    }

    /** The line of a submitted text; empty when it is not known. */
    public static Optional<LineOfBusiness> of(String text) {
        for (LineOfBusiness line : values()) {
            if (line.name().equals(text)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Whether injuries are claimed in this line. */
    public boolean coversInjury() {
        return injury;
    }
}
