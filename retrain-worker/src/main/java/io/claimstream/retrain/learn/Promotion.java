package io.claimstream.retrain.learn;

/** How a model that passed the gates goes into service where a champion is. */
public enum Promotion {
    /** At once: it was better on what neither model has seen. */
    HOLDOUT,
    /** Once it is proven better on settled claims that it scored beside the champion. */
    SHADOW,
    /** The same, and then only after it decided a share of the claims for a while. */
    CANARY
}
