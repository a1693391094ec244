package io.claimstream.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ed25519 keys in a folder: {@value #PRIVATE} (PKCS #8, readable by the owner only) and {@value #PUBLIC} (X.509), both in
 * Base64. A scorer needs the public one alone.
 */
public final class KeyFiles {

    static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "model-signing.key";
    private static final String PUBLIC = "model-signing.pub";

    private static final Pattern NAME = Pattern.compile("model-signing(\\.key|(-[0-9a-f]+)?\\.pub)");

    private KeyFiles() {}

    /** A signer with the key in the folder, which is made at first use. One process at a time. */
    public static ModelSigner signer(Path folder) {
        try {
            if (!Files.exists(folder.resolve(PRIVATE))) {
                create(folder);
            }
            PrivateKey secret = privateKey(read(folder.resolve(PRIVATE)));
            PublicKey open = publicKey(read(folder.resolve(PUBLIC)));
            requirePair(secret, open, folder);
            return new ModelSigner(secret, open);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a signing key in " + folder + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a signing key in " + folder + ", but it cannot be read.", e);
        }
    }

    /**
     * Makes another key to sign with. The earlier public key stays beside it under a name of its own, so that what it signed is still trusted; the earlier
     * private key is gone. Cut short, a signer says that the two files are no pair, and another call mends it.
     *
     * @return id of the new key
     */
    public static String rotate(Path folder) {
        try {
            if (Files.exists(folder.resolve(PUBLIC))) {
                PublicKey earlier = publicKey(read(folder.resolve(PUBLIC)));
                write(folder.resolve("model-signing-" + keyId(earlier) + ".pub"), earlier.getEncoded());
            }
            create(folder);
            return signer(folder).keyId();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write a signing key in " + folder + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a signing key in " + folder + ", but it cannot be read.", e);
        }
    }

    /**
     * Trusts every {@code .pub} file in the folder. Read at each look-up, so that a key made later, or taken away, counts
     * without a restart; a file that is not a key is passed over.
     */
    public static TrustedKeys trusted(Path folder) {
        return keyId -> find(folder, keyId);
    }

    /** The id of the key that signs; empty when there is none yet. */
    public static Optional<String> signing(Path folder) {
        return tryPublicKey(folder.resolve(PUBLIC)).map(KeyFiles::keyId);
    }

    /** The files of the keys: private, public, and public ones of earlier keys. */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> NAME.matcher(it.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a readable folder of keys: " + folder + ".", e);
        }
    }

    /** The id of the public key in a file; empty when it holds none. */
    public static Optional<String> idOf(Path file) {
        return tryPublicKey(file).map(KeyFiles::keyId);
    }

    /** Nobody would trust what is signed with another key than the one that is named. */
    private static void requirePair(PrivateKey secret, PublicKey open, Path folder) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(secret);
        signature.update(open.getEncoded());
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(open.getEncoded());
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException(PRIVATE + " and " + PUBLIC + " in " + folder
                    + " are no pair; 'keys rotate signing' makes another.");
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected Ed25519, which Java has from 15.", e);
        }
    }

    static String keyId(PublicKey key) {
        return Sha256.hex(key.getEncoded()).substring(0, 16);
    }

    private static Optional<PublicKey> find(Path folder, String keyId) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.newDirectoryStream(folder, "*.pub")) {
            for (Path file : files) {
                Optional<PublicKey> key =
                        tryPublicKey(file).filter(found -> keyId(found).equals(keyId));
                if (key.isPresent()) {
                    return key;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a readable folder of trusted keys: " + folder + ".", e);
        }
    }

    private static Optional<PublicKey> tryPublicKey(Path file) {
        try {
            return Optional.of(publicKey(read(file)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void create(Path folder) throws IOException {
        Files.createDirectories(folder);
        KeyPair pair = generate();
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
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] read(Path file) throws IOException {
        return Base64.getDecoder().decode(Files.readString(file).strip());
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
