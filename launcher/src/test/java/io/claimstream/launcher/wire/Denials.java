package io.claimstream.launcher.wire;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the broker's authorizer refused since this was opened, in its own words. */
final class Denials extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("kafka.authorizer.logger");
    private final @Nullable Level before = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Denials() {}

    static Denials listening() {
        Denials denials = new Denials();
        denials.start();
        denials.logger.setLevel(Level.INFO);
        denials.logger.addAppender(denials);
        return denials;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = Objects.requireNonNull(event.getFormattedMessage());
        if (line.contains("Denied")) {
            lines.add(line);
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
        stop();
    }
}
