package io.claimstream.feedback.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Where the client connects to: what the guard has let through, and no other answer of the name's. A name is asked once for each connection, so whoever lets it
 * lead elsewhere a moment later gains nothing. Thread-safe.
 */
final class GuardedResolver implements SocketAddressResolver {

    private static final String PLAIN = "http";

    private final AddressGuard guard;
    private final Executor executor;

    /** @param executor asks for names, which may take long */
    GuardedResolver(AddressGuard guard, Executor executor) {
        this.guard = guard;
        this.executor = executor;
    }

    @Override
    public void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> addresses) {
        boolean isPlain = context.get(Destination.CONTEXT_KEY) instanceof Destination where
                && PLAIN.equals(where.getOrigin().getScheme());
        executor.execute(() -> {
            try {
                addresses.succeeded(guard.allowed(host, isPlain).stream()
                        .map(address -> new InetSocketAddress(named(host, address), port))
                        .toList());
            } catch (AddressRefusedException e) {
                addresses.failed(e);
            }
        });
    }

    /** With the name that was asked for: it goes into the handshake, and the certificate must be for it. */
    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Every address has 4 or 16 bytes.", e);
        }
    }
}
