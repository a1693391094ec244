package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;

/**
 * The keys that wrap the keys of persons. They never stand in the database, so that a copy of it opens nothing. Files hold them now
 * ({@link FileKeyEncryptionKeys}); a key management service can stand behind this: its Tink integration gives an {@link Aead} for a key's address, which then is
 * the id, and {@link #create} makes or names a key there. A call may block for as long as such a service takes. Thread-safe.
 */
public interface KeyEncryptionKeys {

    /**
     * Makes the key of a number, once: asked again it is the same one.
     *
     * @param number its place in the order of keys, from 1
     * @return its id, at most 60 characters; two keys never have the same
     */
    String create(int number);

    /**
     * A key.
     *
     * @throws KeyEncryptionKeyMissingException when there is none of that id here now
     */
    Aead key(String id);
}
