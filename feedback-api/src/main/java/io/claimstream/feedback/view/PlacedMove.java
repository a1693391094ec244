package io.claimstream.feedback.view;

import io.claimstream.event.ModelDeployment;

/** An event on models.deployments.v1 and its offset. */
public record PlacedMove(long offset, ModelDeployment event) {}
