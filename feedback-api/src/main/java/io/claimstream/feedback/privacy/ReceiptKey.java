package io.claimstream.feedback.privacy;

import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that receipts are signed with: Ed25519, in a file of its own among the secrets, since whoever trains models must not be able to write receipts. {@value #SECRET} has the
 * private key (PKCS #8) and the public one (X.509), a line of Base64 each; {@value #PUBLIC} the public one alone, to hand out. Made at first use, where the secrets can be written.
 * Machines that share a database need the same file. Thread-safe.
 */
public final class ReceiptKey {

    static final String SECRET = "receipt-signing.key";

    /** Name of the file with the public key. */
    public static final String PUBLIC = "receipt-signing.pub";

    private static final Logger LOGGER = LoggerFactory.getLogger(ReceiptKey.class);
    private static final String PROBE = "probe";
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_DIGITS = 16;

    private final PrivateKey key;
    private final String publicText;
    private final String keyId;

    private ReceiptKey(PrivateKey key, String publicText, String keyId) {
        this.key = key;
        this.publicText = publicText;
        this.keyId = keyId;
    }

    /**
     * The key among the secrets.
     *
     * @throws ReceiptKeyUnavailableException when its file can be neither read nor written, or holds something else
     */
    public static ReceiptKey of(SecretFiles secrets) {
        try {
            String[] lines = new String(secrets.orCreate(SECRET, ReceiptKey::made), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\n", -1);
            if (lines.length != 2) {
                throw new IllegalArgumentException("Expected two lines.");
            }
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0])));
            ReceiptKey made =
                    new ReceiptKey(key, lines[1], idOf(Base64.getDecoder().decode(lines[1])));
            if (!isSigned(made.sign(PROBE), made.publicText)) {
                throw new IllegalArgumentException("Expected a pair.");
            }
            handOut(secrets, made.publicText);
            return made;
        } catch (UncheckedIOException e) {
            throw new ReceiptKeyUnavailableException(
                    "Expected to read the key that receipts are signed with, " + secrets.path(SECRET)
                            + ", or to make it there.",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ReceiptKeyUnavailableException(
                    "Expected an Ed25519 key, private and public, in " + secrets.path(SECRET) + ".", e);
        }
    }

    /** The file of the public key is for people: where secrets may only be read, whoever put the private one there has it. */
    private static void handOut(SecretFiles secrets, String publicText) {
        try {
            byte[] unused = secrets.orCreate(PUBLIC, () -> (publicText + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (UncheckedIOException e) {
            LOGGER.atDebug().addKeyValue("file", PUBLIC).log("public key not written");
        }
    }

    /** The files of the key in a folder that are there: the private one, and the public one to hand out. */
    public static List<Path> files(Path folder) {
        return Stream.of(SECRET, PUBLIC)
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
    }

    /** The id of the key by its public file; empty when there is none, or it holds something else. */
    public static Optional<String> idIn(Path folder) {
        try {
            String text = Files.readString(folder.resolve(PUBLIC), StandardCharsets.US_ASCII);
            return Optional.of(idOf(Base64.getDecoder().decode(text.strip())));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whether the private key is in a folder. Whoever only examines receipts has none. */
    public static boolean canSign(Path folder) {
        return Files.exists(folder.resolve(SECRET));
    }

    /** Signs what a receipt says. */
    public Receipt sign(String document) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(document.getBytes(StandardCharsets.UTF_8));
            return new Receipt(document, Base64.getEncoder().encodeToString(signature.sign()), keyId);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a usable Ed25519 key, but signing failed.", e);
        }
    }

    /** The first digits of the SHA-256 of the public key. */
    String keyId() {
        return keyId;
    }

    /** The public key, X.509 in Base64. */
    public String publicText() {
        return publicText;
    }

    /**
     * Whether a receipt is signed by a key, and says what was signed.
     *
     * @param publicText the public key, X.509 in Base64
     */
    public static boolean isSigned(Receipt receipt, String publicText) {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicText.strip());
            PublicKey open = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(open);
            signature.update(receipt.document().getBytes(StandardCharsets.UTF_8));
            return idOf(encoded).equals(receipt.keyId())
                    && signature.verify(Base64.getDecoder().decode(receipt.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] made() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return (base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                            + base64.encodeToString(pair.getPublic().getEncoded()) + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected Ed25519, which Java has from 15.", e);
        }
    }

    private static String idOf(byte[] encoded) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
        return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    }
}
