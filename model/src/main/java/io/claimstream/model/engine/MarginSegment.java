package io.claimstream.model.engine;

/** Some consecutive trees, laid out to be walked. Immutable. */
interface MarginSegment {

    /** A sum with the leaf of each tree added, in order, in float. */
    float addTo(float sum, long[] slots);
}
