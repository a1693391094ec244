package io.claimstream.feedback;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.feedback.whatif.ModelLibrary;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.platform.records.LogFollower;
import io.claimstream.platform.service.Health.Check;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** The published models of a running feedback-api, as their topics have them. */
final class RunningModels implements AutoCloseable {

    private final ModelLibrary library;
    private final LogFollower follower;

    /** @param consumers opens a consumer that reads committed records only */
    RunningModels(WhatIfConfig config, EventSerdes serdes, Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        ModelArchive archive = new ModelArchive(config.archive());
        ModelShelf shelf = new ModelShelf(archive::get, loader(config), config.shelf());
        this.library = new ModelLibrary(serdes, archive, shelf, this::isCaughtUp);
        this.follower = new LogFollower(
                "model-library", ModelCatalogue.TOPICS.stream().map(Topic::name).toList(), consumers, library::accept);
    }

    /** Whatever was signed by a trusted key is scored with in plain Java; the throw-away process of a scorer guards its native engine. */
    private static ModelLoader loader(WhatIfConfig config) {
        return new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(config.trustedKeys())),
                new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES),
                bundle -> Optional.empty(),
                EngineKind.COMPILED);
    }

    ModelLibrary library() {
        return library;
    }

    void start() {
        follower.start();
    }

    Check check() {
        return follower.check();
    }

    private boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    @Override
    public void close() {
        follower.close();
        library.close();
    }
}
