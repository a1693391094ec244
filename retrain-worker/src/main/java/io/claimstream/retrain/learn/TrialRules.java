package io.claimstream.retrain.learn;

import java.time.Duration;

/**
 * How challengers are tried.
 *
 * @param promotion how a model that passed the gates goes into service
 * @param alpha chance that any challenger of a slot that is no better is ever promoted by its trial, between 0 and 1
 * @param mostClaims settled claims after which a challenge that proved nothing ends
 * @param longest time after which it does
 * @param canaryShare share of the claims that a canary decides, above 0 and below 1
 * @param canarySettlements settled claims that a canary has to have decided before it is promoted
 */
public record TrialRules(
        Promotion promotion,
        double alpha,
        int mostClaims,
        Duration longest,
        double canaryShare,
        int canarySettlements) {}
