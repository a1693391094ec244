package io.claimstream.feedback.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request that names itself. Only hashes are kept: a key may hold anything.
 *
 * @param keyHash SHA-256 of caller, address and key, lower-case hexadecimal
 * @param requestHash SHA-256 of the body, lower-case hexadecimal
 */
public record RequestName(String keyHash, String requestHash) {

    /**
     * Names a request.
     *
     * @param caller who asks: two callers may use the same key
     * @param key the caller's name for the request
     * @param target method and address with its query: the same key elsewhere is another request
     * @param body the body as it was sent
     */
    public static RequestName of(String caller, String key, String target, byte[] body) {
        MessageDigest request = sha256();
        request.update(body);
        MessageDigest name = sha256();
        name.update(caller.getBytes(StandardCharsets.UTF_8));
        name.update((byte) 0);
        name.update(target.getBytes(StandardCharsets.UTF_8));
        name.update((byte) 0);
        name.update(key.getBytes(StandardCharsets.UTF_8));
        return new RequestName(hex(name), hex(request));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
