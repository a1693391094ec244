package io.claimstream.feedback.access;

/**
 * Who asks.
 *
 * @param name the name that stands in events
 * @param role what the caller may do
 */
public record Caller(String name, Role role) {}
