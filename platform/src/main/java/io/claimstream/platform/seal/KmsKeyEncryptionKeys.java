package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import io.claimstream.platform.config.CommonSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that a key management service holds, each at an address of its own. They never leave it: the service wraps and unwraps. The id of a key is a digest of its address. Keys in files from before
 * still unwrap. Thread-safe.
 */
final class KmsKeyEncryptionKeys implements KeyEncryptionKeys {

    private static final String ID = "kms-";
    private static final int ID_BYTES = 16;

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final KeyEncryptionKeys files;
    private final KmsCalls calls;
    private final Map<String, KmsKey> known = new ConcurrentHashMap<>();

    /**
     * Asks nobody yet.
     *
     * @param addresses in the order in which they are taken
     * @param files keys of before
     */
    KmsKeyEncryptionKeys(List<String> addresses, KeyEncryptionKeys files) {
        this(addresses, files, KmsCalls.BOUNDS);
    }

    KmsKeyEncryptionKeys(List<String> addresses, KeyEncryptionKeys files, KmsCalls.Bounds bounds) {
        addresses.forEach(it -> this.addresses.put(idOf(it), it));
        this.files = files;
        this.calls = new KmsCalls(bounds);
    }

    /**
     * Names the first key of the list that was not entered yet, when it works: one that does not must not be entered, since everybody would wrap with it from then on.
     *
     * @throws KeyServiceUnavailableException when it does not work now
     */
    @Override
    public String create(int number, Collection<String> entered) {
        String next = addresses.keySet().stream()
                .filter(it -> !entered.contains(it))
                .findFirst()
                .orElseThrow(() -> new KeyEncryptionKeyMissingException(
                        "Expected the address of another key at the end of " + CommonSettings.ENCRYPTION_KEY_URIS
                                + ", but each that stands there was taken before.",
                        null));
        ofService(next).requireWorking();
        return next;
    }

    @Override
    public Aead key(String id) {
        return isOfService(id) ? ofService(id) : files.key(id);
    }

    @Override
    public Map<String, String> addresses() {
        return Collections.unmodifiableMap(addresses);
    }

    private KmsKey ofService(String id) {
        String address = addresses.get(id);
        if (address == null) {
            throw missing(id);
        }
        return known.computeIfAbsent(id, it -> new KmsKey(address, KmsClientsHere.of(address), calls));
    }

    /** Whether an id is that of a key of such a service, and not of a file. */
    static boolean isOfService(String id) {
        return id.startsWith(ID);
    }

    static KeyEncryptionKeyMissingException missing(String id) {
        return new KeyEncryptionKeyMissingException(
                "Expected the address of the key " + id + " in " + CommonSettings.ENCRYPTION_KEY_URIS
                        + ", but it is not there; set the same addresses as where it was taken.",
                null);
    }

    static String idOf(String address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return ID + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
