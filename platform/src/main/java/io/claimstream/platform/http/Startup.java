package io.claimstream.platform.http;

import io.claimstream.platform.service.Health;

/**
 * Tells when a service has started: once it was ready for the first time, and from then on whatever comes. Until then it may restore its stores, fetch its model
 * or wait for the world, which takes as long as it takes, so that whoever restarts what does not start has to be patient. Thread-safe.
 */
public final class Startup {

    private volatile boolean isOver;

    /** Whether the service has started, from how it is now. A service that failed before has not. */
    public boolean isOver(Health now) {
        if (!isOver && now.ready()) {
            isOver = true;
        }
        return isOver;
    }
}
