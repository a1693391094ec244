package io.claimstream.ledger;

import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import java.util.concurrent.CompletionStage;

/**
 * A service whose health says, until the next start, that its signing key was gone and another one was made: somebody should know why.
 *
 * @param service the service
 * @param keyId id of the key that is gone
 */
record LostKeyNotice(Service service, String keyId) implements Service {

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public void start() {
        service.start();
    }

    @Override
    public Health health() {
        return service.health()
                .and(Health.of(Health.Check.degraded(
                        "ledger-key",
                        "the private key of " + keyId
                                + " was gone, and another pair was made; give auditors the new public key")));
    }

    @Override
    public CompletionStage<Void> stopped() {
        return service.stopped();
    }

    @Override
    public void close() {
        service.close();
    }
}
