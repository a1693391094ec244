package io.claimstream.retrain.dataset;

/**
 * Where a record stands on claims.labelled.v1.
 *
 * @param partition partition, counted from 0
 * @param offset offset within it
 */
public record Position(int partition, long offset) {}
