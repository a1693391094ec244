package io.claimstream.launcher.instance;

import io.claimstream.feedback.TlsConfig;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.metrics.ProcessMeters;
import io.claimstream.platform.service.CompositeService;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Broker, registry and every service in this process, on one data directory. Started once, closed once or more.
 * Thread-safe.
 */
public final class AllInOne implements AutoCloseable {

    private final Opened opened;
    private final Settings settings;
    private final SchemaRegistry schemas;
    private final Service services;
    private final InstanceFile instanceFile;

    private AllInOne(Opened opened, Settings settings, SchemaRegistry schemas, Service services) {
        this.opened = opened;
        this.settings = settings;
        this.schemas = schemas;
        this.services = services;
        this.instanceFile = new InstanceFile(settings.dataPath(""));
    }

    /**
     * Looks whether a data directory is free.
     *
     * @throws DataDirInUseException when an instance runs on it
     */
    public static void requireNotRunning(Path dataDir) {
        DataDirLock.take(dataDir).close();
    }

    /**
     * Starts everything in order; {@link #awaitReady} waits until it works. When something cannot be started, what was
     * started before is stopped again.
     *
     * @throws DataDirInUseException when another instance runs on the data directory
     * @throws io.claimstream.launcher.embedded.PortTakenException when a port is in use
     * @throws io.claimstream.platform.config.SettingsException when a port that others must find is 0, or the keystore cannot be served with
     */
    public static AllInOne start(Settings settings, StartListener listener) {
        QuietLogs.apply();
        PortPlan.of(settings).requireKnown();
        PortPlan.of(settings).requireFree();
        TlsConfig.requireUsable(settings, Clock.systemUTC());
        Opened opened = new Opened(DataDirLock.take(settings.dataPath("")));
        try {
            listener.step("starting the broker and the schema registry");
            Infrastructure infrastructure = opened.infrastructure(Infrastructure.start(settings));
            Settings pointed = PortPlan.of(settings).point(infrastructure.point(settings));
            HttpSchemaRegistry schemas = RegistryClients.of(pointed);
            schemas.verifyCache();
            listener.step("creating topics and registering schemas");
            try (TopicAdmin topics = TopicAdmin.of(pointed)) {
                topics.apply(Topics.ALL);
            }
            RegistryClients.registerAll(schemas);
            listener.step("starting the services");
            Service services = opened.services(services(pointed, schemas, opened.meters()));
            services.start();
            AllInOne all = new AllInOne(opened, pointed, schemas, services);
            all.instanceFile.write(all.addresses());
            return all;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Service services(Settings settings, SchemaRegistry schemas, List<ProcessMeters> meters) {
        List<Service> services = Services.ALL.stream()
                .map(factory -> create(factory, ServiceContext.of(settings, schemas), meters))
                .toList();
        return CompositeService.ofIndependent("all-in-one", services);
    }

    private static Service create(ServiceFactory factory, ServiceContext context, List<ProcessMeters> meters) {
        meters.add(ProcessMeters.bind(context.meters(), context.dataDir()));
        return factory.create(context);
    }

    /**
     * Waits until every service is ready.
     *
     * @return false when the time is over before
     */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!health().ready()) {
            if (System.nanoTime() > deadline
                    || services.stopped().toCompletableFuture().isDone()) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /** How everything is now. */
    public Health health() {
        return services.health();
    }

    /** Completes with a failure when a service fails for good, normally when closed. */
    public CompletionStage<Void> stopped() {
        return services.stopped();
    }

    /** Where it is reached. */
    public Addresses addresses() {
        return new Addresses(
                PortPlan.of(settings).api(),
                settings.get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS),
                URI.create(settings.get(CommonSettings.SCHEMA_REGISTRY_URL)));
    }

    /** Where the scoring processor serves health and metrics. */
    public URI scorer() {
        return PortPlan.of(settings).scorer();
    }

    /** The settings that the services run with. */
    public Settings settings() {
        return settings;
    }

    /** The registry that the services use. */
    public SchemaRegistry schemas() {
        return schemas;
    }

    /** Stops the services at once, as if each were a process of its own, and then the broker and the registry. */
    @Override
    public void close() {
        instanceFile.delete();
        opened.close();
    }

    /** What is to be closed, in the order it was opened. */
    private static final class Opened implements AutoCloseable {
        private final DataDirLock lock;
        private final List<ProcessMeters> meters = new CopyOnWriteArrayList<>();
        private @Nullable Infrastructure infrastructure;
        private @Nullable Service services;

        Opened(DataDirLock lock) {
            this.lock = lock;
        }

        List<ProcessMeters> meters() {
            return meters;
        }

        Infrastructure infrastructure(Infrastructure started) {
            this.infrastructure = started;
            return started;
        }

        Service services(Service created) {
            this.services = created;
            return created;
        }

        @Override
        public synchronized void close() {
            try {
                if (services != null) {
                    services.close();
                }
            } finally {
                meters.forEach(ProcessMeters::close);
                closeInfrastructure();
            }
        }

        private void closeInfrastructure() {
            try {
                if (infrastructure != null) {
                    infrastructure.close();
                    infrastructure = null;
                }
            } finally {
                lock.close();
            }
        }
    }
}
