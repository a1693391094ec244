package io.claimstream.launcher.cli;

import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.embedded.PortTakenException;
import io.claimstream.launcher.instance.CliKeyMissingException;
import io.claimstream.launcher.instance.DataDirInUseException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.topic.PartitionsDifferException;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaIdsChangedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * How a command that failed ends: the one place where failures become exit codes.
 *
 * @param code what the process ends with
 * @param message what people read
 */
record Failure(ExitCode code, String message) {

    private static final int DEEPEST = 20;

    /** A setting that Kafka's client refuses comes wrapped in a failure to construct the client. */
    private static final List<Class<? extends Throwable>> MISUSE =
            List.of(SettingsException.class, WrongUseException.class, ConfigException.class);

    private static final List<Class<? extends Throwable>> INPUT = List.of(BadInputException.class);

    private static final List<Class<? extends Throwable>> WORLD = List.of(
            PortTakenException.class,
            io.claimstream.platform.http.PortTakenException.class,
            CliKeyMissingException.class,
            DataDirInUseException.class,
            DatabaseUnavailableException.class,
            OutsideWorldException.class,
            PartitionsDifferException.class,
            RegistryUnavailableException.class,
            SchemaIdsChangedException.class,
            KafkaException.class,
            IOException.class);

    /** How a failure ends the process; anything unknown is a bug. */
    static Failure of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(cause);
        }
        return first(causes, MISUSE, ExitCode.WRONG_USE)
                .or(() -> first(causes, INPUT, ExitCode.BAD_INPUT))
                .or(() -> first(causes, WORLD, ExitCode.OUTSIDE_WORLD))
                .orElseGet(() -> new Failure(ExitCode.BUG, "This is a bug: " + failure));
    }

    private static Optional<Failure> first(
            List<Throwable> causes, List<Class<? extends Throwable>> types, ExitCode code) {
        return causes.stream()
                .filter(cause -> types.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst()
                .map(cause -> new Failure(code, message(cause)));
    }

    private static String message(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "Expected Kafka to answer, but it did not in time (" + cause.getMessage()
                    + "). Start an instance with './claimstream up', or name your brokers with --set "
                    + CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key() + "=HOST:PORT.";
        }
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        // An I/O error's message is often only a file name or a host.
        return cause instanceof IOException ? cause.getClass().getSimpleName() + ": " + text : text;
    }

    /** Whether people need the stack trace. */
    boolean isBug() {
        return code == ExitCode.BUG;
    }
}
