package io.claimstream.feedback.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose TLS handshake is not done in time, whether something of it comes or not: it is a few packets, and whoever holds one open has said nothing
 * about who asks. Thread-safe.
 */
final class SlowHandshakes implements Connection.Listener, SslHandshakeListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(SlowHandshakes.class);

    private final Scheduler scheduler;
    private final Duration limit;
    private final Map<SSLEngine, Scheduler.Task> unfinished = new ConcurrentHashMap<>();

    SlowHandshakes(Scheduler scheduler, Duration limit) {
        this.scheduler = scheduler;
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection tls) {
            unfinished.put(
                    tls.getSSLEngine(), scheduler.schedule(() -> end(tls), limit.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof SslConnection tls) {
            forget(tls.getSSLEngine());
        }
    }

    @Override
    public void handshakeSucceeded(Event event) {
        forget(event.getSSLEngine());
    }

    private void forget(SSLEngine engine) {
        Optional.ofNullable(unfinished.remove(engine)).ifPresent(Scheduler.Task::cancel);
    }

    private void end(SslConnection connection) {
        if (unfinished.remove(connection.getSSLEngine()) != null) {
            LOGGER.atInfo().log("connection ended, its TLS handshake did not become whole in time");
            connection.getEndPoint().close();
        }
    }
}
