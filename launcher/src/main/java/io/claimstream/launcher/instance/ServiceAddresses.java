package io.claimstream.launcher.instance;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceFactory;
import java.net.URI;
import java.util.Optional;

/** Where this machine reaches health and metrics of the services that run with some settings. */
public final class ServiceAddresses {

    private static final String MANAGEMENT_PORT = ".management.port";
    private static final String ANY = "0";

    private final Settings settings;

    /** @param settings those that the services run with */
    public ServiceAddresses(Settings settings) {
        this.settings = settings;
    }

    /** The address below which a service says how it is; empty when its port is 0, which stands for any. */
    public Optional<URI> of(ServiceFactory service) {
        return service.settings().stream()
                .map(Setting::key)
                .filter(key -> key.endsWith(MANAGEMENT_PORT))
                .findFirst()
                .map(this::management)
                .orElseGet(this::api);
    }

    private Optional<URI> management(String key) {
        return settings.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Settings.Entry::value)
                .filter(port -> !port.equals(ANY))
                .findFirst()
                .map(port -> URI.create(
                        "http://" + PortPlan.reachable(settings.get(CommonSettings.MANAGEMENT_HOST)) + ":" + port));
    }

    private Optional<URI> api() {
        return Optional.of(PortPlan.of(settings).api()).filter(it -> it.getPort() != 0);
    }
}
