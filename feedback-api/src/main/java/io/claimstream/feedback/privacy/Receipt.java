package io.claimstream.feedback.privacy;

/**
 * The receipt of an erasure.
 *
 * @param document what it says, JSON, to the byte as it is signed (UTF-8)
 * @param signature Ed25519 over the document, Base64
 * @param keyId names the key that signed
 */
public record Receipt(String document, String signature, String keyId) {}
