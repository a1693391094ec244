package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The keys that wrap the keys of persons. They never stand in the database, so that a copy of it opens nothing. Files hold them ({@link FileKeyEncryptionKeys}),
 * or a key management service ({@link KmsKeyEncryptionKeys}). What wraps with a key of such a service may block for fifteen seconds. Thread-safe.
 */
public interface KeyEncryptionKeys {

    /** Those of a key management service where the settings name any, else files. Asks nobody yet. */
    static KeyEncryptionKeys of(Settings settings) {
        List<String> addresses = settings.get(CommonSettings.ENCRYPTION_KEY_URIS);
        FileKeyEncryptionKeys files = FileKeyEncryptionKeys.of(settings);
        return addresses.isEmpty() ? files : new KmsKeyEncryptionKeys(addresses, files);
    }

    /**
     * Makes or names the next key, and only one that wraps. Asked again with the same it is the same one.
     *
     * @param number its place in the order of keys, from 1
     * @param entered ids of keys that wrap, or did; the next one is none of them
     * @return its id, at most 60 characters; two keys never have the same
     * @throws KeyEncryptionKeyMissingException when it cannot be made here, or there is none to name
     */
    String create(int number, Collection<String> entered);

    /**
     * A key. What is done with it throws {@link KeyServiceUnavailableException} while a service does not do it.
     *
     * @throws KeyEncryptionKeyMissingException when there is none of that id here now
     */
    Aead key(String id);

    /** Addresses of the keys that a key management service has, by id, in their order; empty where files hold every key. No secret. */
    default Map<String, String> addresses() {
        return Map.of();
    }
}
