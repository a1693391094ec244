package io.claimstream.feedback.desk;

import io.claimstream.domain.claim.CommandId;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands for the retrain worker. A command sent again under its idempotency key is written once by this instance; should another
 * instance write it a second time, the worker knows it by its id and answers it once. Thread-safe.
 */
public final class CommandDesk {

    private static final int REMEMBERED = 1_000;

    private final ReadModel readModel;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Map<String, Given> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Given> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A command given here, and where it comes to stand. */
    private record Given(ModelCommand command, CompletableFuture<RecordRef> written) {}

    /**
     * What became of a request.
     *
     * @param commandId id of the command
     * @param kind whether it was written now
     */
    public record Receipt(String commandId, Kind kind) {

        /** Whether a command was written now. */
        public enum Kind {
            /** Kafka has it on all in-sync replicas since just now. */
            WRITTEN,
            /** Kafka had it before. */
            REPEATED,
            /** The idempotency key came before with another command; nothing was written. */
            KEY_REUSED
        }
    }

    public CommandDesk(ReadModel readModel, EventPublisher publisher, Clock clock) {
        this.readModel = readModel;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Takes a command.
     *
     * @param idempotencyKey the caller's name for this request; without one every request is a command of its own
     * @param actor who asks
     * @return completes once Kafka has the command, or with a {@link io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<Receipt> give(CommandRequest request, Optional<String> idempotencyKey, String actor) {
        String name = idempotencyKey.orElseGet(() -> UUID.randomUUID().toString());
        String id = CommandId.of(idempotencyKey.isPresent() ? "key" : "chance", actor, name)
                .text();
        ModelCommand command = command(id, request, actor);
        Optional<ModelCommand> known = readModel.command(id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(again(known.get(), command));
        }
        Given mine = new Given(command, new CompletableFuture<>());
        Given earlier;
        synchronized (recent) {
            earlier = recent.putIfAbsent(id, mine);
        }
        return earlier == null ? write(mine) : earlier.written().thenApply(where -> again(earlier.command(), command));
    }

    /** A command given here lately, whether or not the read model has it. */
    public Optional<ModelCommand> recent(String commandId) {
        synchronized (recent) {
            return Optional.ofNullable(recent.get(commandId))
                    .filter(it -> it.written().isDone() && !it.written().isCompletedExceptionally())
                    .map(Given::command);
        }
    }

    private CompletableFuture<Receipt> write(Given given) {
        String id = given.command().getCommandId();
        return publisher
                .publish(Topics.MODELS_COMMANDS, id, given.command())
                .whenComplete((where, failure) -> settle(given, where, failure))
                .thenApply(where -> new Receipt(id, Receipt.Kind.WRITTEN));
    }

    private void settle(Given given, @Nullable RecordRef where, @Nullable Throwable failure) {
        if (failure == null) {
            given.written().complete(Objects.requireNonNull(where));
            return;
        }
        synchronized (recent) {
            recent.remove(given.command().getCommandId(), given);
        }
        given.written().completeExceptionally(failure);
    }

    private ModelCommand command(String id, CommandRequest request, String actor) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setKind(request.kind())
                .setSlot(request.slot())
                .setVersion(request.version())
                .setShare(request.share())
                .setReason(request.reason())
                .setActor(actor)
                .setAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private static Receipt again(ModelCommand earlier, ModelCommand now) {
        boolean isSame = earlier.getKind() == now.getKind()
                && earlier.getSlot().equals(now.getSlot())
                && earlier.getVersion().equals(now.getVersion())
                && earlier.getShare().equals(now.getShare())
                && earlier.getReason().equals(now.getReason());
        return new Receipt(now.getCommandId(), isSame ? Receipt.Kind.REPEATED : Receipt.Kind.KEY_REUSED);
    }
}
