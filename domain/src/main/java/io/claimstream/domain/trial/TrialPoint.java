package io.claimstream.domain.trial;

/**
 * How much spoke for a challenger at some time.
 *
 * @param judged settled claims that counted by then, 0 or more
 * @param evidence the evidence after them, 0 or more
 */
public record TrialPoint(int judged, double evidence) {}
