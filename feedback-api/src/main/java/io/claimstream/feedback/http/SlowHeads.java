package io.claimstream.feedback.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections on which the head of a request does not become whole although something of it keeps coming: Jetty's idle time begins anew with each byte, so
 * that a byte now and then holds a connection for good. Who sends nothing at all is left to the idle time. Thread-safe.
 */
final class SlowHeads extends AbstractLifeCycle implements Connection.Listener {

    /** A head is some packets; who takes two looks for it never meant to finish. */
    private static final int MOST_LOOKS = 2;

    private static final Logger LOGGER = LoggerFactory.getLogger(SlowHeads.class);

    private final Server server;
    private final Duration interval;
    private final Map<Connection, Sample> samples = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(SlowHeads::thread);

    /** @param interval how often to look; a slow head is ended within three of them */
    SlowHeads(Server server, Duration interval) {
        this.server = server;
        this.interval = interval;
    }

    /**
     * What a connection looked like.
     *
     * @param requests heads that had come whole
     * @param answers answers that were sent whole
     * @param slowLooks in how many looks before this one something of a head came, and not all
     */
    private record Sample(long requests, long answers, int slowLooks) {

        static Sample of(Connection connection, int slowLooks) {
            return new Sample(connection.getMessagesIn(), connection.getMessagesOut(), slowLooks);
        }

        /** Whether nothing became whole since, and nothing is being answered either. */
        boolean isUnfinished(Connection connection) {
            return requests == answers
                    && connection.getMessagesIn() == requests
                    && connection.getMessagesOut() == answers;
        }
    }

    @Override
    protected void doStart() {
        for (Connector connector : server.getConnectors()) {
            connector.addEventListener(this);
        }
        var unused = timer.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        timer.shutdownNow();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            samples.put(connection, Sample.of(connection, 0));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        samples.remove(connection);
    }

    private void look() {
        samples.forEach((connection, before) -> {
            boolean isSlow = before.isUnfinished(connection) && isActive(connection);
            int slowLooks = isSlow ? before.slowLooks() + 1 : 0;
            if (slowLooks < MOST_LOOKS) {
                samples.replace(connection, before, Sample.of(connection, slowLooks));
            } else {
                LOGGER.atInfo().log("connection ended, its request came too slowly");
                connection.getEndPoint().close();
            }
        });
    }

    /** Whether something came since the last look; over TLS what lies below it knows. */
    private boolean isActive(Connection connection) {
        EndPoint end =
                connection.getEndPoint() instanceof EndPoint.Wrapper tls ? tls.unwrap() : connection.getEndPoint();
        return end instanceof IdleTimeout idle && idle.getIdleFor() < interval.toMillis();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "slow-heads");
        thread.setDaemon(true);
        return thread;
    }
}
