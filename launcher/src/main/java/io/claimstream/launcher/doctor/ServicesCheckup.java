package io.claimstream.launcher.doctor;

import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.ServiceAddresses;
import io.claimstream.launcher.instance.ServiceHealth;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceFactory;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the services on this machine say they are. One that does not run is no failure: it may run elsewhere, or not yet. */
final class ServicesCheckup implements Checkup {

    private static final String READY = "/readyz";

    private final Settings settings;

    ServicesCheckup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> look() {
        return Services.ALL.stream().map(this::finding).toList();
    }

    private Finding finding(ServiceFactory service) {
        Optional<URI> address = new ServiceAddresses(settings).of(service);
        if (address.isEmpty()) {
            return Finding.ok(service.name(), "Its port is 0, which stands for any: it was not asked.");
        }
        ServiceHealth health = ServiceHealth.ask(
                ApiAccess.of(settings, address.get(), "").http(), address.get().resolve(READY));
        if (health.isAway()) {
            return Finding.warning(
                    service.name(), health.words(), "Start it; or ask on its own machine, with its own settings.");
        }
        return health.isWell()
                ? Finding.ok(service.name(), "It is ready.")
                : Finding.wrong(
                        service.name(),
                        "It is not ready: "
                                + health.parts().stream()
                                        .filter(it -> !it.status().equals("up"))
                                        .map(it -> it.name() + " is " + it.status()
                                                + (it.detail().isEmpty() ? "" : " (" + it.detail() + ")"))
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Mend what it waits for; './claimstream health " + service.name() + "' asks again.");
    }
}
