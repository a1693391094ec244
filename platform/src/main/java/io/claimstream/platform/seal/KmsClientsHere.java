package io.claimstream.platform.seal;

import com.google.crypto.tink.KmsClient;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients of key management services on the class path: those that register as services of Java, and Tink's own, whose released jars do not. */
final class KmsClientsHere {

    private static final List<String> OF_TINK = List.of(
            "com.google.crypto.tink.integration.awskms.AwsKmsClient",
            "com.google.crypto.tink.integration.gcpkms.GcpKmsClient");

    private KmsClientsHere() {}

    /**
     * A new client for a key.
     *
     * @throws KeyEncryptionKeyMissingException when there is none, or not all that it needs
     */
    static KmsClient of(String address) {
        try {
            return all().filter(it -> it.doesSupport(address)).findFirst().orElseThrow(() -> missing(address, null));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw missing(address, e);
        }
    }

    private static Stream<KmsClient> all() {
        ClassLoader loader = KmsClientsHere.class.getClassLoader();
        return Stream.concat(
                ServiceLoader.load(KmsClient.class, loader).stream().map(ServiceLoader.Provider::get),
                OF_TINK.stream().flatMap(it -> instance(it, loader).stream()));
    }

    private static Optional<KmsClient> instance(String name, ClassLoader loader) {
        Class<?> type;
        try {
            type = Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        try {
            return Optional.of((KmsClient) type.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new ServiceConfigurationError(name, e);
        }
    }

    private static KeyEncryptionKeyMissingException missing(String address, @Nullable Throwable cause) {
        String found = cause == null ? "there is none" : "it does not load (" + cause + ")";
        return new KeyEncryptionKeyMissingException(
                "Expected a client for the key " + address + " on the class path, but " + found
                        + ". CLAIMSTREAM_CLASSPATH, or /opt/claimstream/extensions in a container, takes its jars.",
                cause);
    }
}
