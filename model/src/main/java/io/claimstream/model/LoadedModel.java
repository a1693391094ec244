package io.claimstream.model;

import io.claimstream.model.engine.ScoringEngine;

/**
 * A model that passed every check and can score.
 *
 * @param version its version
 * @param manifest its manifest
 * @param engine its engine; whoever owns the model closes it when nothing scores with it any more
 */
public record LoadedModel(String version, ModelManifest manifest, ScoringEngine engine) {}
