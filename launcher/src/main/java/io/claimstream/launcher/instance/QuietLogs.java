package io.claimstream.launcher.instance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Silences warnings that are expected when broker and services start together, or when nothing listens yet. */
public final class QuietLogs {

    private static final List<String> EXPECTED = List.of(
            // Says for each attempt that a broker is not there yet; whoever waits for it says so in the end.
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.controller.QuorumController",
            // Several clients ask for the transaction log at once; one makes it.
            "kafka.server.DefaultAutoTopicCreationManager",
            "org.apache.kafka.streams.StreamsConfig",
            "org.flywaydb.core.internal.command.DbMigrate");

    private QuietLogs() {}

    /** Lets only errors of these loggers through. Configuring the log anew takes this back. */
    public static void apply() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            EXPECTED.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        }
    }
}
