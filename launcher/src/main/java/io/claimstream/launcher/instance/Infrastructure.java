package io.claimstream.launcher.instance;

import io.claimstream.launcher.embedded.BrokerSettings;
import io.claimstream.launcher.embedded.EmbeddedBroker;
import io.claimstream.launcher.embedded.EmbeddedRegistry;
import io.claimstream.launcher.embedded.RegistrySettings;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.util.Map;

/** The embedded broker and schema registry on one data directory. */
final class Infrastructure implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private Infrastructure(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Starts both at once and waits until both serve. */
    static Infrastructure start(Settings settings) {
        EmbeddedRegistry registry = EmbeddedRegistry.start(registrySettings(settings));
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(brokerSettings(settings));
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
        Infrastructure both = new Infrastructure(broker, registry);
        try {
            registry.awaitReady();
            return both;
        } catch (RuntimeException e) {
            both.close();
            throw e;
        }
    }

    /** The settings of services that run against these two. */
    Settings point(Settings settings) {
        return settings.with(
                "embedded",
                Map.of(
                        CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key(),
                        broker.bootstrapServers(),
                        CommonSettings.SCHEMA_REGISTRY_URL.key(),
                        registry.url().toString()));
    }

    private static BrokerSettings brokerSettings(Settings settings) {
        return new BrokerSettings(
                settings.dataPath("kafka"),
                settings.get(LauncherSettings.BROKER_HOST),
                settings.get(LauncherSettings.BROKER_PORT));
    }

    private static RegistrySettings registrySettings(Settings settings) {
        Path distribution =
                settings.get(LauncherSettings.REGISTRY_DISTRIBUTION).orElseGet(Infrastructure::unpackedByTheBuild);
        return new RegistrySettings(
                distribution,
                settings.dataPath("registry"),
                settings.dataPath("logs", "registry.log"),
                "127.0.0.1",
                settings.get(LauncherSettings.REGISTRY_PORT));
    }

    /** The launcher script says where the checkout is; tests run in the module's directory. */
    private static Path unpackedByTheBuild() {
        String home = System.getProperty("claimstream.home");
        return home == null ? Path.of("target", "registry") : Path.of(home, "launcher", "target", "registry");
    }

    /** Whether the registry's process still runs. */
    boolean registryAlive() {
        return registry.alive();
    }

    @Override
    public void close() {
        try {
            broker.close();
        } finally {
            registry.close();
        }
    }
}
