package io.claimstream.feedback.desk;

import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.model.upload.UploadPackage;
import io.claimstream.schemas.Topics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes models that were made elsewhere: the package goes to models.uploads.v1 in chunks, one after another, and a command that names it follows when
 * all of them stand there. Thread-safe.
 */
public final class UploadDesk {

    private final EventPublisher publisher;
    private final CommandDesk commands;

    public UploadDesk(EventPublisher publisher, CommandDesk commands) {
        this.publisher = publisher;
        this.commands = commands;
    }

    /**
     * Takes an upload.
     *
     * @param slot the slot that it is for
     * @param reason why, in the caller's words
     * @param upload bytes of an {@link UploadPackage}
     */
    public record Upload(ModelSlot slot, String reason, UploadPackage upload) {}

    /**
     * Writes it.
     *
     * @param idempotencyKey the caller's name for this request
     * @param actor who gives it
     * @return completes once Kafka has chunks and command, or with a {@link io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<Receipt> give(Upload given, Optional<String> idempotencyKey, String actor) {
        byte[] bytes = given.upload().toBytes();
        String id = UploadPackage.idOf(bytes);
        return write(id, bytes, 0)
                .thenCompose(written -> commands.give(
                        new CommandRequest(ModelCommandKind.UPLOAD, given.slot(), id, null, given.reason()),
                        idempotencyKey,
                        actor));
    }

    /** The same chunk twice is one to whoever puts them together. */
    private CompletableFuture<RecordRef> write(String id, byte[] bytes, int index) {
        CompletableFuture<RecordRef> written =
                publisher.publish(Topics.MODELS_UPLOADS, id, UploadPackage.chunk(id, bytes, index));
        return index + 1 == UploadPackage.chunks(bytes)
                ? written
                : written.thenCompose(where -> write(id, bytes, index + 1));
    }
}
