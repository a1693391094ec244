package io.claimstream.feedback.view;

/**
 * Where a projection stands.
 *
 * @param projection its name
 * @param caughtUp whether it has everything that was on the topics when it started
 * @param isRebuilding whether its views were emptied, or are about to be, and do not hold everything yet
 * @param obstacle what it waits for, in plain words; empty for nothing
 * @param read offsets passed, of those that were on the topics when it started to read
 * @param of offsets that were on the topics then
 */
public record Standing(
        String projection, boolean caughtUp, boolean isRebuilding, String obstacle, long read, long of) {}
