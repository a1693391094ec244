package io.claimstream.benchmarks.pipeline;

import io.claimstream.benchmarks.booster.BoosterSize;

/** What is measured: the same load on the same broker, with more and more done to it. */
enum Mode {
    /** Three Kafka Streams applications that copy bytes over as many hops, exactly once. */
    PASS_THROUGH(0, 0),
    /** The services with a model that is next to nothing: one tree with one test. */
    CONSTANT(1, 1),
    /** The services with a model of 300 trees of depth 4 and its exact explanation. */
    MODEL(300, 4),
    /** As before, with claims that hold no personal data: nothing is sealed. */
    NOTHING_SEALED(300, 4);

    private final int trees;
    private final int depth;

    Mode(int trees, int depth) {
        this.trees = trees;
        this.depth = depth;
    }

    /** Size of the model; without meaning where nothing is scored. */
    BoosterSize booster() {
        return new BoosterSize(trees, depth);
    }
}
