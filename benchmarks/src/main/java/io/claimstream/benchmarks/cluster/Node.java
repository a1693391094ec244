package io.claimstream.benchmarks.cluster;

import java.util.List;

/** A process of the cluster that can be ended and started again. Used by one thread. */
public interface Node extends AutoCloseable {

    /** Fixed name, such as {@code broker-2}. */
    String name();

    /** Starts it; {@link #ready()} tells when it works. */
    void start();

    /** As kill -9 does. */
    void kill();

    /** As SIGTERM does; waits for its end. */
    void terminate() throws InterruptedException;

    /** Whether it works now. */
    boolean ready();

    /** The processes that it consists of now; none when it does not run. */
    List<Long> pids();

    /** Ends it, however it is. */
    @Override
    void close();
}
