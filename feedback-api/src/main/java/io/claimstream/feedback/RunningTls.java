package io.claimstream.feedback;

import io.claimstream.feedback.tls.ServerTls;
import io.claimstream.platform.service.Health;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the API is served in a running feedback-api: by https, or by plain http. Thread-safe. */
final class RunningTls implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunningTls.class);

    private final FeedbackConfig config;
    private final Optional<ServerTls> tls;

    /** @throws io.claimstream.platform.config.SettingsException when the keystore cannot be served with */
    RunningTls(FeedbackConfig config, Clock clock, FeedbackMetrics metrics) {
        this.config = config;
        this.tls = config.tls().map(file -> TlsConfig.open(file, clock));
        tls.ifPresent(it -> metrics.watchCertificate(it::daysLeft, it::isRefused));
    }

    Optional<ServerTls> server() {
        return tls;
    }

    /** Watches the keystore; without one, says so when others than this machine are served. */
    void start() {
        tls.ifPresent(ServerTls::start);
        String host = config.limits().host();
        if (tls.isPresent() || isLoopback(host)) {
            return;
        }
        if (config.access().secureCookies()) {
            LOGGER.atInfo()
                    .addKeyValue("host", host)
                    .log("served by plain http, for a proxy that browsers reach by https");
        } else {
            LOGGER.atWarn()
                    .addKeyValue("host", host)
                    .log(
                            "the API is served to other machines by plain http: keys, passwords and claims can be read on the way. Set"
                                    + " api.tls.keystore, or api.session.secure=true when a proxy in front ends https");
        }
    }

    Health health() {
        return Health.of(tls.map(ServerTls::check).stream().toArray(Health.Check[]::new));
    }

    @Override
    public void close() {
        tls.ifPresent(ServerTls::close);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
