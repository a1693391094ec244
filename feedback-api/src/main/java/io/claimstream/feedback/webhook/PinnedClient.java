package io.claimstream.feedback.webhook;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP client that connects to the very addresses that a guard has let through, with the name of the address in {@code Host}, in the TLS handshake, and in the
 * certificate. {@code java.net.http} looks names up by itself, so that what was checked need not be what it connects to.
 */
final class PinnedClient {

    private static final int OF_CLIENT = 8;
    private static final int MIN_THREADS = 2;
    private static final int IDLE_THREAD_MILLIS = 30_000;
    private static final Duration UNUSED = Duration.ofMinutes(1);

    private PinnedClient() {}

    /** A client that is started: no redirects, no cookies, no compression, no passwords, no proxy. */
    static HttpClient start(AddressGuard guard, WebhookLimits limits, SSLContext trust) {
        // A name that nobody answers for holds a thread, of which each webhook under way has one.
        QueuedThreadPool threads =
                new QueuedThreadPool(OF_CLIENT + limits.concurrency(), MIN_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("webhook-http");
        threads.setDaemon(true);
        ClientConnector connector = new ClientConnector();
        connector.setExecutor(threads);
        connector.setSelectors(1);
        connector.setConnectTimeout(limits.timeout());
        connector.setIdleTimeout(limits.timeout());
        connector.setSslContextFactory(tls(trust));
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setSocketAddressResolver(new GuardedResolver(guard, threads));
        client.setDestinationIdleTimeout(UNUSED.toMillis());
        LifeCycle.start(client);
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
        return client;
    }

    private static SslContextFactory.Client tls(SSLContext trust) {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(trust);
        return tls;
    }
}
