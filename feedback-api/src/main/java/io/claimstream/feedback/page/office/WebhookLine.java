package io.claimstream.feedback.page.office;

/**
 * A webhook in words; never its secret, and of its address the host only.
 *
 * @param kinds what it is told
 * @param state whether it is sent to, or why not
 * @param failingSince when the first attempt failed that none has succeeded after; blank for none
 */
public record WebhookLine(
        String id,
        String host,
        String description,
        String insurer,
        String kinds,
        boolean isActive,
        String state,
        String failingSince,
        String made) {}
