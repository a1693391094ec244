package io.claimstream.feedback.batch;

/**
 * How much a batch may hold.
 *
 * @param maxBytes greatest size of a batch
 * @param maxLines greatest number of lines, a header and empty ones not counted
 * @param maxLineBytes greatest size of one line; a longer one is unreadable, and the rest goes on
 */
public record BatchLimits(int maxBytes, int maxLines, int maxLineBytes) {}
