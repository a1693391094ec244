package io.claimstream.feedback.http;

import io.claimstream.feedback.tls.ServerTls;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** The port of the API, served by https and nothing else. */
final class TlsConnector {

    private static final long A_YEAR_SECONDS = Duration.ofDays(365).toSeconds();

    /** Browsers that were here once never ask by http again; what other services under the same domain do is not ours to say. */
    static final HttpField HTTPS_ONLY =
            new HttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=" + A_YEAR_SECONDS);

    private TlsConnector() {}

    static ServerConnector of(Server server, HttpConfiguration http, ServerTls tls, String host, int port) {
        HttpConfiguration https = new HttpConfiguration(http);
        // Which names are served is said by the settings, not by the certificate: it has no 127.0.0.1.
        https.addCustomizer(new SecureRequestCustomizer(false, A_YEAR_SECONDS, false));
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(tls.factory(), HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(https));
        connector.setHost(host);
        connector.setPort(port);
        connector.addEventListener(new SlowHandshakes(connector.getScheduler(), tls.handshakeLimit()));
        return connector;
    }
}
