package io.claimstream.ledger;

import io.claimstream.domain.ledger.Chain;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.event.LedgerHead;
import io.claimstream.platform.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ed25519 keys of the ledger in a folder: {@value #PRIVATE} (PKCS #8, readable by the owner only) and {@value #PUBLIC} (X.509), both in Base64. Whoever
 * verifies needs public ones alone: every file {@code ledger-signing*.pub} there.
 */
public final class LedgerKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "ledger-signing.key";
    private static final String PUBLIC = "ledger-signing.pub";
    private static final int ID_DIGITS = 16;

    private LedgerKeys() {}

    /** The directory that the settings name. */
    public static Path folder(Settings settings) {
        return settings.get(LedgerConfig.SIGNING_KEYS).orElseGet(() -> settings.dataPath("secrets"));
    }

    /**
     * Keeps the public key of a pair whose private one is gone under a name of its own, so that heads so far still count as signed when another pair is
     * made. One process at a time.
     *
     * @return the id of that key; empty when nothing is lost, or was never made
     */
    static Optional<String> keepOrphan(Path folder) {
        Path orphan = folder.resolve(PUBLIC);
        if (Files.exists(folder.resolve(PRIVATE)) || !Files.exists(orphan)) {
            return Optional.empty();
        }
        // A file that is no key is kept, too: somebody may know what it was.
        try {
            String id = tryPublicKey(orphan)
                    .map(LedgerKeys::keyId)
                    .orElse("unreadable-"
                            + LedgerHash.of(Files.readAllBytes(orphan)).substring(0, ID_DIGITS));
            Files.move(orphan, folder.resolve("ledger-signing-" + id + ".pub"), StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(id);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep " + orphan + " under another name.", e);
        }
    }

    /** A signer with the key in the folder, which is made at first use. One process at a time. */
    public static Chain.Signer signer(Path folder) {
        try {
            if (!Files.exists(folder.resolve(PRIVATE))) {
                Optional<String> unused = keepOrphan(folder);
                create(folder);
            }
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(read(folder.resolve(PRIVATE))));
            PublicKey open = publicKey(folder.resolve(PUBLIC));
            KeySigner signer = new KeySigner(secret, keyId(open));
            byte[] probe = open.getEncoded();
            if (!isSignature(open, probe, signer.sign(probe))) {
                throw new IllegalStateException("Expected " + PRIVATE + " and " + PUBLIC + " in " + folder
                        + " to be a pair, but they are not. Put back the pair, or remove both to have another made.");
            }
            return signer;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a key to sign the ledger with in " + folder + ".", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Expected a key to sign the ledger with in " + folder + ", but it cannot be read.", e);
        }
    }

    /** The public keys in a folder by their ids; a file that is no key is passed over. */
    public static Map<String, PublicKey> trusted(Path folder) {
        return files(folder).stream()
                .filter(it -> it.toString().endsWith(".pub"))
                .flatMap(it -> tryPublicKey(it).stream())
                .collect(Collectors.toMap(LedgerKeys::keyId, Function.identity(), (one, same) -> one));
    }

    /**
     * Whether a head is signed by one of some keys.
     *
     * @param pinned ids of those that count; empty for all
     */
    public static Predicate<LedgerHead> signedBy(Map<String, PublicKey> keys, Set<String> pinned) {
        return head -> {
            PublicKey key = keys.get(head.getKeyId());
            if (key == null || !(pinned.isEmpty() || pinned.contains(head.getKeyId()))) {
                return false;
            }
            byte[] signature = new byte[head.getSignature().remaining()];
            head.getSignature().duplicate().get(signature);
            return isSignature(key, LedgerHash.signed(head), signature);
        };
    }

    /** The id of the key whose public file signers write; empty when there is none yet. */
    public static Optional<String> signing(Path folder) {
        return idOf(folder.resolve(PUBLIC));
    }

    /** Whether the key to sign with is in the folder. Whoever only verifies has none. */
    public static boolean canSign(Path folder) {
        return Files.exists(folder.resolve(PRIVATE));
    }

    /** The id of the public key in a file; empty when it holds none. */
    public static Optional<String> idOf(Path file) {
        return tryPublicKey(file).map(LedgerKeys::keyId);
    }

    /** The files of the keys: private, public, and public ones of earlier keys. */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> it.getFileName().toString().matches("ledger-signing(\\.key|.*\\.pub)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a readable folder of keys: " + folder + ".", e);
        }
    }

    /** Signs with a private key. */
    private record KeySigner(PrivateKey key, String keyId) implements Chain.Signer {
        @Override
        public byte[] sign(byte[] bytes) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Expected a usable Ed25519 key, but signing failed.", e);
            }
        }
    }

    private static boolean isSignature(PublicKey key, byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String keyId(PublicKey key) {
        return LedgerHash.of(key.getEncoded()).substring(0, ID_DIGITS);
    }

    private static void create(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        // The public key first: whoever sees a private key finds its public one.
        write(folder.resolve(PUBLIC), pair.getPublic().getEncoded());
        write(folder.resolve(PRIVATE), pair.getPrivate().getEncoded());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".key", ".tmp");
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(draft, Base64.getEncoder().encodeToString(content) + "\n");
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] read(Path file) throws IOException {
        return Base64.getDecoder().decode(Files.readString(file).strip());
    }

    private static Optional<PublicKey> tryPublicKey(Path file) {
        try {
            return Optional.of(publicKey(file));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PublicKey publicKey(Path file) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(read(file)));
    }
}
