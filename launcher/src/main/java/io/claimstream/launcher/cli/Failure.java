package io.claimstream.launcher.cli;

import io.claimstream.launcher.embedded.PortTakenException;
import io.claimstream.launcher.instance.DataDirInUseException;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.topic.PartitionsDifferException;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * How a command that failed ends: the one place where failures become exit codes.
 *
 * @param code what the process ends with
 * @param message what people read
 */
record Failure(ExitCode code, String message) {

    private static final int DEEPEST = 20;

    /** Failures whose message says all that a person needs. */
    private static final List<Class<? extends Throwable>> WORLD = List.of(
            PortTakenException.class,
            io.claimstream.platform.http.PortTakenException.class,
            DataDirInUseException.class,
            OutsideWorldException.class,
            PartitionsDifferException.class,
            RegistryUnavailableException.class,
            RetriableException.class,
            KafkaException.class,
            IOException.class);

    /** How a failure ends the process; anything unknown is a bug. */
    static Failure of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Optional<Failure> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
            cause = cause.getCause();
        }
        return new Failure(ExitCode.BUG, "This is a bug: " + failure);
    }

    private static Optional<Failure> known(Throwable cause) {
        if (cause instanceof SettingsException || cause instanceof WrongUseException) {
            return Optional.of(new Failure(ExitCode.WRONG_USE, message(cause)));
        }
        if (cause instanceof BadInputException) {
            return Optional.of(new Failure(ExitCode.BAD_INPUT, message(cause)));
        }
        if (WORLD.stream().anyMatch(type -> type.isInstance(cause))) {
            return Optional.of(new Failure(ExitCode.OUTSIDE_WORLD, message(cause)));
        }
        return Optional.empty();
    }

    private static String message(Throwable cause) {
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
