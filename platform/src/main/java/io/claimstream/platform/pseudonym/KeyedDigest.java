package io.claimstream.platform.pseudonym;

/** Digests what claims say with a secret key. Thread-safe. */
public interface KeyedDigest {

    /** The digest of a reference, at most 60 characters. Other keys, kinds, insurers or references give others. */
    String of(Named named);

    /** Makes digests. */
    interface Maker {

        /** Those with a key of at least 32 bytes. */
        KeyedDigest with(byte[] key);
    }
}
