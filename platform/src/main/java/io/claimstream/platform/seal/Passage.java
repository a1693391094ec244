package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.claimstream.platform.database.DatabaseUnavailableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals bytes that only pass through an internal topic from one instance to another: segments of a log stay on disk for as long as nothing more is written, whatever was deleted in them.
 * Each process has a data key, made by itself; it goes with every record, wrapped by a key that all instances have. Nothing of it is stored elsewhere. Thread-safe.
 */
public final class Passage {

    /** The first byte of sealed bytes; a record in Confluent's wire format begins with 0. */
    private static final byte FORMAT = 0x53;

    private static final byte[] CONTEXT = "claimstream passage".getBytes(StandardCharsets.UTF_8);

    /** Far fewer than a key for random nonces can take. */
    private static final long RECORDS_A_KEY = 1L << 28;

    /** Instances of which something is on its way at once, and those of before a restart. */
    private static final int REMEMBERED = 64;

    private final KeyEncryptionKeys keks;
    private final Supplier<String> wrappedBy;
    private final Predicate<String> isOurs;
    private final AtomicLong sealed = new AtomicLong();
    private volatile @Nullable DataKey own;
    private final Map<ByteBuffer, Aead> others = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Aead> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A data key, and what goes before what it has sealed. */
    private record DataKey(Aead aead, ByteBuffer header) {}

    /**
     * @param keks wrap data keys
     * @param wrappedBy id of the one that wraps now; asked for with each data key
     * @param isOurs whether an id is that of a key of this installation, which another instance may have while this one does not; asked for when it is not here
     */
    public Passage(KeyEncryptionKeys keks, Supplier<String> wrappedBy, Predicate<String> isOurs) {
        this.keks = keks;
        this.wrappedBy = wrappedBy;
        this.isOurs = isOurs;
    }

    /**
     * Seals.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away and the first record, or a new key, needs it
     * @throws KeyEncryptionKeyMissingException when what wraps is not here
     */
    public byte[] seal(byte[] plain) {
        DataKey key = key();
        try {
            byte[] encrypted = key.aead().encrypt(plain, CONTEXT);
            return ByteBuffer.allocate(key.header().remaining() + encrypted.length)
                    .put(key.header().duplicate())
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES-256-GCM to take any bytes.", e);
        }
    }

    /** Whether bytes look like sealed ones. */
    public static boolean isSealed(byte @Nullable [] bytes) {
        return bytes != null && bytes.length > 0 && bytes[0] == FORMAT;
    }

    /**
     * Opens.
     *
     * @throws CannotOpenException when the bytes are not what an instance has sealed, or name a key that this installation never had
     * @throws KeyEncryptionKeyMissingException when a key of this installation is not here
     * @throws DatabaseUnavailableException when the database is away, and is to say whether a key is of this installation
     */
    public byte[] open(byte[] bytes) {
        try {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            if (all.get() != FORMAT) {
                throw new CannotOpenException("Expected bytes that were sealed to pass.", null);
            }
            String kekId = new String(part(all), StandardCharsets.UTF_8);
            byte[] wrapped = part(all);
            byte[] encrypted = new byte[all.remaining()];
            all.get(encrypted);
            return aead(kekId, wrapped).decrypt(encrypted, CONTEXT);
        } catch (KeyEncryptionKeyMissingException | DatabaseUnavailableException e) {
            throw e;
        } catch (CannotOpenException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CannotOpenException("Expected bytes as they were sealed to pass.", e);
        }
    }

    private Aead aead(String kekId, byte[] wrapped) {
        ByteBuffer name = ByteBuffer.wrap(wrapped);
        synchronized (others) {
            @Nullable Aead known = others.get(name);
            if (known != null) {
                return known;
            }
        }
        Aead opened = Keysets.aead(Keysets.unwrap(wrapped, kek(kekId), CONTEXT));
        synchronized (others) {
            others.put(name, opened);
        }
        return opened;
    }

    /** Whoever writes a record says which key it is: one that never was ours will not come by waiting. */
    private Aead kek(String id) {
        try {
            return keks.key(id);
        } catch (KeyEncryptionKeyMissingException e) {
            if (isOurs.test(id)) {
                throw e;
            }
            // Without the cause, which would tell that it passes by itself.
            throw new CannotOpenException("Expected bytes that were sealed with a key of this installation.", null);
        }
    }

    private DataKey key() {
        @Nullable DataKey known = own;
        return known == null || sealed.incrementAndGet() > RECORDS_A_KEY ? fresh() : known;
    }

    private synchronized DataKey fresh() {
        @Nullable DataKey known = own;
        if (known != null && sealed.get() <= RECORDS_A_KEY) {
            return known;
        }
        String kekId = wrappedBy.get();
        KeysetHandle keyset = Keysets.fresh();
        byte[] id = kekId.getBytes(StandardCharsets.UTF_8);
        byte[] wrapped = Keysets.wrap(keyset, keks.key(kekId), CONTEXT);
        ByteBuffer header = ByteBuffer.allocate(1 + 2 * Short.BYTES + id.length + wrapped.length)
                .put(FORMAT)
                .putShort((short) id.length)
                .put(id)
                .putShort((short) wrapped.length)
                .put(wrapped)
                .flip();
        DataKey made = new DataKey(Keysets.aead(keyset), header);
        sealed.set(1);
        own = made;
        return made;
    }

    private static byte[] part(ByteBuffer all) {
        byte[] part = new byte[Short.toUnsignedInt(all.getShort())];
        all.get(part);
        return part;
    }
}
