package io.claimstream.platform.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Something that runs until it is closed or fails. Started once, closed once or more. Thread-safe. */
public interface Service extends AutoCloseable {

    /** Fixed name, such as {@code claim-ingest}. */
    String name();

    /** Starts and returns soon; work goes on in own threads. Called once. */
    void start();

    /** How the service is now. Quick, and never throws. */
    Health health();

    /** Completes with a failure when the service fails for good, normally when it is closed. */
    default CompletionStage<Void> stopped() {
        return new CompletableFuture<>();
    }

    /** Stops in order, within 10 seconds. Does nothing when closed before, or never started. */
    @Override
    void close();
}
