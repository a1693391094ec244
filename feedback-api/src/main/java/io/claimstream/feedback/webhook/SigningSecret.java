package io.claimstream.feedback.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What deliveries are signed with, in the form of Standard Webhooks: {@code whsec_} and 256 random bits in base64. It never appears in
 * {@link #toString}.
 *
 * @param text the secret as it is shown once
 */
record SigningSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 32;

    static SigningSecret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The signature of a delivery: {@code v1,} and the HMAC-SHA256 of its id, the second it is sent in, and its body. */
    String sign(String messageId, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), MAC));
            byte[] signed =
                    mac.doFinal((messageId + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[" + PREFIX + "…]";
    }
}
