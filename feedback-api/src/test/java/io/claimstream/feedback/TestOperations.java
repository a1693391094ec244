package io.claimstream.feedback;

import io.claimstream.feedback.http.OperationsPorts;
import io.claimstream.feedback.operations.Outside;
import io.claimstream.feedback.operations.Pace;
import io.claimstream.platform.lag.Lag;
import java.util.List;
import java.util.Optional;

/** What was seen of how Claimstream gets on, as a test says. Thread-safe. */
public final class TestOperations {

    private volatile Lag lag = new Lag(null, Optional.of("not looked at yet"), List.of(), List.of());
    private volatile Pace pace = new Pace(Optional.of("not looked at yet"), List.of(), Optional.empty());
    private volatile Outside outside = Outside.UNKNOWN;

    public void lag(Lag seen) {
        lag = seen;
    }

    public void pace(Pace seen) {
        pace = seen;
    }

    public void outside(Outside seen) {
        outside = seen;
    }

    public OperationsPorts ports() {
        return new OperationsPorts(() -> lag, () -> pace, () -> outside);
    }
}
