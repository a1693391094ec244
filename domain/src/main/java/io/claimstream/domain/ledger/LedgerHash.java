package io.claimstream.domain.ledger;

import io.claimstream.event.DecisionEntry;
import io.claimstream.event.LedgerHead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, of what the ledger holds and names. Thread-safe. */
public final class LedgerHash {

    /** Stands where there is nothing before. */
    public static final String NONE = "0".repeat(64);

    private static final String ENTRY_HASH = "entryHash";
    private static final String SIGNATURE = "signature";

    private LedgerHash() {}

    /** The hash that an entry must state: of everything in it but the hash itself. */
    public static String of(DecisionEntry entry) {
        return of(CanonicalText.of(entry, ENTRY_HASH));
    }

    /** The hash that the next head names: of everything in it but the signature. */
    public static String of(LedgerHead head) {
        return of(signed(head));
    }

    /** What a head's signature is made over. */
    public static byte[] signed(LedgerHead head) {
        return CanonicalText.of(head, SIGNATURE);
    }

    /** The hash of the value of a record. */
    public static String of(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java platform has.", e);
        }
    }
}
