package io.claimstream.platform.service;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.config.SettingsReader;
import io.claimstream.platform.http.PortTakenException;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.log.Logging;
import io.claimstream.platform.metrics.ProcessMeters;
import io.claimstream.platform.streams.FailureText;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.schemas.registry.SchemaIdsChangedException;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service as a process of its own, until a signal or a bug ends it. */
public final class ServiceMain {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceMain.class);
    private static final long CLOSE_SECONDS = 10;

    private ServiceMain() {}

    /**
     * Runs a service with the settings of the process: {@code --config FILE}, the environment, and arguments {@code key=value}.
     *
     * @return the exit code; returns only when the service has ended
     */
    public static ExitCode run(ServiceFactory factory, String... arguments) {
        Settings settings;
        try {
            settings = settings(factory, System.getenv(), arguments);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            return ExitCode.WRONG_USE;
        }
        Logging.configure(settings);
        return run(factory, settings, ServiceContext::registry, System.err);
    }

    /** The settings of a service's process. */
    static Settings settings(ServiceFactory factory, Map<String, String> environment, String... arguments) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(factory.settings());
        SettingsReader reader = Settings.reader(known);
        ServiceArguments parsed = ServiceArguments.parse(arguments);
        parsed.file().map(Path::of).ifPresent(reader::file);
        return reader.environment(environment).commandLine(parsed.values()).read();
    }

    /**
     * Runs a service with the given settings.
     *
     * @param errors gets what people must read
     * @return the exit code; returns only when the service has ended
     */
    public static ExitCode run(
            ServiceFactory factory,
            Settings settings,
            Function<Settings, SchemaRegistry> registry,
            PrintStream errors) {
        CountDownLatch closed = new CountDownLatch(1);
        ServiceContext context;
        try {
            KafkaClients.requireUsable(settings);
            context = ServiceContext.of(settings, registry.apply(settings));
        } catch (SettingsException e) {
            errors.println(e.getMessage());
            return ExitCode.WRONG_USE;
        }
        ProcessMeters process = ProcessMeters.bind(context.meters(), context.dataDir());
        try (Service service = factory.create(context)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAndWait(service, closed), "shutdown"));
            service.start();
            service.stopped().toCompletableFuture().join();
            return ExitCode.DONE;
        } catch (RuntimeException e) {
            return explain(e, errors);
        } finally {
            process.close();
            closed.countDown();
        }
    }

    /** Tells people what they can mend; of a bug they get class and place, since its message may quote what it met. */
    private static ExitCode explain(RuntimeException failure, PrintStream errors) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SettingsException) {
            errors.println(cause.getMessage());
            return ExitCode.WRONG_USE;
        }
        if (cause instanceof PortTakenException || cause instanceof SchemaIdsChangedException) {
            errors.println(cause.getMessage());
            return ExitCode.OUTSIDE_WORLD;
        }
        Optional<String> world = WorldFailure.cause(cause);
        errors.println(world.map(what -> "Ended because " + what + ".")
                .orElseGet(() -> "Ended by a bug: " + FailureText.of(cause)));
        return world.isPresent() ? ExitCode.OUTSIDE_WORLD : ExitCode.BUG;
    }

    /** The JVM ends when its shutdown hooks have ended, so this one waits until the service is closed. */
    private static void closeAndWait(Service service, CountDownLatch closed) {
        service.close();
        try {
            if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.atWarn().addKeyValue("service", service.name()).log("not closed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
