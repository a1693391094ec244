package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import io.claimstream.event.Sealed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Optional;

/**
 * Seals bytes with the key of the person whom they are about, bound to that person, topic, field and schema. The ciphertext begins with a format byte and the
 * CRC-64-AVRO fingerprint of the schema, so that it can still be opened after the schema has changed; both are authenticated. Sealed twice, the same bytes never
 * look alike. Thread-safe.
 */
public final class Sealer {

    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = 1 + Long.BYTES;

    private final SubjectKeys keys;

    public Sealer(SubjectKeys keys) {
        this.keys = keys;
    }

    /**
     * Has the keys of persons ready of whom something will be sealed soon; many at once cost the database far less than one after the other. Throws as
     * {@link #seal}.
     */
    public void prepare(Collection<Subject> subjects) {
        keys.prepare(subjects);
    }

    /**
     * Seals.
     *
     * @return empty when the person was erased
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     * @throws KeyEncryptionKeyMissingException when what wraps the key is not here
     */
    public Optional<Sealed> seal(Subject subject, SealedField field, byte[] plain) {
        if (subject.isErased()) {
            return Optional.empty();
        }
        SubjectKey key = keys.of(subject);
        return key.aead().map(aead -> new Sealed(key.keyId(), encrypted(aead, subject, field, plain)));
    }

    /**
     * Opens.
     *
     * @param subject whom the bytes ought to be about
     * @return empty when the person was erased since
     * @throws CannotOpenException when the bytes are not what was sealed for this person and field
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     * @throws KeyEncryptionKeyMissingException when what wraps the key is not here
     */
    public Optional<Opened> open(Subject subject, SealedField field, Sealed sealed) {
        SubjectKey key = keys.find(subject)
                .orElseThrow(() -> new CannotOpenException("Expected a person who has a key, or had one.", null));
        if (!key.keyId().equals(sealed.getKeyId())) {
            throw new CannotOpenException("Expected what was sealed with the key of this person.", null);
        }
        return key.aead().map(aead -> decrypted(aead, subject, field, sealed.getCiphertext()));
    }

    /**
     * What was sealed.
     *
     * @param bytes the bytes
     * @param fingerprint CRC-64-AVRO of the schema that they are written in
     */
    // Whoever opens gets the only copy.
    @SuppressWarnings("ArrayRecordComponent")
    public record Opened(byte[] bytes, long fingerprint) {}

    private static ByteBuffer encrypted(Aead aead, Subject subject, SealedField field, byte[] plain) {
        try {
            byte[] encrypted = aead.encrypt(plain, Context.ofField(subject, field, FORMAT, field.fingerprint()));
            return ByteBuffer.allocate(HEADER_BYTES + encrypted.length)
                    .put(FORMAT)
                    .putLong(field.fingerprint())
                    .put(encrypted)
                    .flip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES-256-GCM to take any bytes.", e);
        }
    }

    private static Opened decrypted(Aead aead, Subject subject, SealedField field, ByteBuffer sealed) {
        ByteBuffer bytes = sealed.duplicate();
        if (bytes.remaining() < HEADER_BYTES || bytes.get() != FORMAT) {
            throw new CannotOpenException("Expected sealed bytes of format " + FORMAT + ".", null);
        }
        long fingerprint = bytes.getLong();
        byte[] encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        try {
            return new Opened(
                    aead.decrypt(encrypted, Context.ofField(subject, field, FORMAT, fingerprint)), fingerprint);
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException("Expected sealed bytes as they were sealed for this person and field.", e);
        }
    }
}
