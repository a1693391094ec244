package io.claimstream.feedback.http;

import io.claimstream.feedback.operations.Component;
import io.claimstream.feedback.operations.Components;
import io.claimstream.feedback.operations.Pace;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.platform.lag.Lag;
import java.time.Instant;
import java.util.List;

/** How Claimstream gets on, for who asks over HTTP. Thread-safe. */
public final class OperationsDesk {

    private final ApiPorts ports;

    OperationsDesk(ApiPorts ports) {
        this.ports = ports;
    }

    /** How far groups are behind. */
    public Lag lag() {
        return ports.operations().lag().get();
    }

    /** How much passes, and how fast. */
    public Pace pace() {
        return ports.operations().pace().get();
    }

    /** Each part and how it is. */
    public List<Component> components() {
        return new Components(
                        ports.health().get(),
                        ports.upkeep().standings(),
                        lag(),
                        ports.operations().outside().get(),
                        moves())
                .all();
    }

    /** Moves of model versions, the oldest first. */
    public List<PlacedMove> moves() {
        return ports.readModel().moves();
    }

    public Instant now() {
        return ports.clock().instant();
    }
}
