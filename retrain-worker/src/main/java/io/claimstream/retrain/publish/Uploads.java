package io.claimstream.retrain.publish;

import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.model.ChunkAssembly;
import io.claimstream.model.upload.UploadPackage;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What models.uploads.v1 holds. Each question reads the topic from its beginning; uploads are rare. Thread-safe. */
public final class Uploads {

    private final CommittedLog<ModelArtifactChunk> topic;

    public Uploads(Settings settings, EventSerdes serdes) {
        topic = CommittedLog.of(settings, serdes, Topics.MODELS_UPLOADS);
    }

    /**
     * The bytes of an upload; empty when they are not all there, or are not those that the id is derived from.
     *
     * @throws io.claimstream.model.artifact.ModelRefusedException when a chunk is out of range or came twice with other content
     */
    public Optional<byte[]> bytes(String id) {
        ChunkAssembly chunks = new ChunkAssembly();
        AtomicInteger count = new AtomicInteger();
        topic.read(read -> {
            if (read.value().getVersion().equals(id)) {
                chunks.add(read.value());
                count.set(read.value().getChunks());
            }
        });
        return chunks.artifact(count.get())
                .filter(bytes -> UploadPackage.idOf(bytes).equals(id));
    }
}
