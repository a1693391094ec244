package io.claimstream.feedback.tls;

import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.Health.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the API is served with over TLS. Looks at its files again and again: a keystore that can be served with replaces the one before, for connections that open from
 * then on; another one is refused, and the one before stays. Thread-safe.
 */
public final class ServerTls implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServerTls.class);
    private static final String NAME = "tls";
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final int WARNED_DAYS = 14;

    private final KeystoreFile file;
    private final Clock clock;
    private final Pace pace;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(ServerTls::thread);
    private volatile State state;

    /**
     * What is served, and what was seen last.
     *
     * @param served what connections get
     * @param seen fingerprint of the keystore that was looked into last; empty when it could not be read
     * @param refusal why the keystore that is there is not the one that is served; empty when it is
     */
    private record State(ServedKeystore served, String seen, Optional<KeystoreFault> refusal) {}

    /**
     * How long things take.
     *
     * @param look time between two looks at the files
     * @param handshake time that a handshake may take
     */
    public record Pace(Duration look, Duration handshake) {

        /** As the API is served. */
        public static final Pace USUAL = new Pace(LOOK, HANDSHAKE);
    }

    private ServerTls(KeystoreFile file, Clock clock, Pace pace) {
        this.file = file;
        this.clock = clock;
        this.pace = pace;
        KeystoreBytes bytes = file.read();
        ServedKeystore keystore = usable(bytes);
        this.state = new State(keystore, bytes.fingerprint(), Optional.empty());
        configure(factory);
        keystore.putInto(factory);
    }

    /**
     * Reads the keystore; the files are not watched yet.
     *
     * @throws KeystoreException when it cannot be served with
     */
    public static ServerTls open(KeystoreFile file, Clock clock, Pace pace) {
        return new ServerTls(file, clock, pace);
    }

    /** Watches the files from now on. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(
                this::look, pace.look().toMillis(), pace.look().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What makes the TLS side of a connection. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    /** Time that a handshake may take. */
    public Duration handshakeLimit() {
        return pace.handshake();
    }

    /** Days until the first certificate expires, below 0 once it has. */
    public double daysLeft() {
        Duration left = Duration.between(clock.instant(), state.served().until());
        return (double) left.toMillis() / Duration.ofDays(1).toMillis();
    }

    /** Whether the keystore that is there now is not the one that is served. */
    public boolean isRefused() {
        return state.refusal().isPresent();
    }

    /** How the certificate is; degraded when somebody has to see to it. The API is served either way. */
    public Check check() {
        State now = state;
        Instant until = now.served().until();
        double days = daysLeft();
        String text = "the certificate is valid until " + until;
        if (days < 0) {
            text = "the certificate expired at " + until + ", clients refuse it";
        } else if (days < WARNED_DAYS) {
            text = "the certificate expires at " + until + ", in less than " + WARNED_DAYS + " days";
        }
        if (now.refusal().isPresent()) {
            text = "the keystore that is there now is refused (" + now.refusal().get()
                    + "), the one before it is served; " + text;
        }
        boolean isWell = days >= WARNED_DAYS && now.refusal().isEmpty();
        return new Check(NAME, isWell ? Status.UP : Status.DEGRADED, text);
    }

    /** Looks once. Never throws: a timer whose work throws never calls it again. */
    synchronized void look() {
        State before = state;
        String seen = "";
        try {
            KeystoreBytes bytes = file.read();
            seen = bytes.fingerprint();
            // What was refused may be good by now without a change: a certificate becomes valid.
            if (!seen.equals(before.seen()) || before.refusal().isPresent()) {
                serve(usable(bytes), seen);
            }
        } catch (KeystoreException e) {
            refuse(before, seen, e);
        } catch (Exception e) {
            LOGGER.atError().setCause(e).log("keystore not looked at");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void serve(ServedKeystore keystore, String seen) throws Exception {
        factory.reload(keystore::putInto);
        state = new State(keystore, seen, Optional.empty());
        LOGGER.atInfo().addKeyValue("until", keystore.until()).log("new certificate served");
    }

    private void refuse(State before, String seen, KeystoreException refusal) {
        boolean isKnown = before.seen().equals(seen) && before.refusal().equals(Optional.of(refusal.fault()));
        state = new State(before.served(), seen, Optional.of(refusal.fault()));
        if (!isKnown) {
            LOGGER.atError()
                    .addKeyValue("code", refusal.fault())
                    .addKeyValue("reason", refusal.getMessage())
                    .log("new keystore refused, the one before stays in service");
        }
    }

    /** A factory that is reloaded has forgotten what it had: what it cannot take must be found out beforehand. */
    private ServedKeystore usable(KeystoreBytes bytes) {
        ServedKeystore keystore = bytes.open(clock.instant());
        SslContextFactory.Server trial = new SslContextFactory.Server();
        configure(trial);
        keystore.putInto(trial);
        try {
            trial.start();
            trial.stop();
            return keystore;
        } catch (Exception e) {
            throw new KeystoreException(
                    KeystoreFault.KEYSTORE_UNREADABLE,
                    "what '" + file.keystore() + "' holds cannot be served with: "
                            + e.getClass().getSimpleName());
        }
    }

    /** Jetty leaves out what is broken; block chaining without authentication is left out too. */
    private static void configure(SslContextFactory.Server factory) {
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.addExcludeCipherSuites(".*_CBC_.*");
        factory.setRenegotiationAllowed(false);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "keystore-watch");
        thread.setDaemon(true);
        return thread;
    }
}
