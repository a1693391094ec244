package io.claimstream.platform.seal;

/**
 * Whom sealed data is about.
 *
 * @param insurer insurer
 * @param pseudonym pseudonym of the claimant, scoped by insurer
 */
public record Subject(String insurer, String pseudonym) {}
