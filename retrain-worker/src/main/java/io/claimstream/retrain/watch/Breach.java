package io.claimstream.retrain.watch;

/**
 * A bound that a champion breaks.
 *
 * @param bound which
 * @param reason what was measured and what the bound is, in plain words
 */
public record Breach(Bound bound, String reason) {}
