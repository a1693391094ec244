package io.claimstream.feedback.desk;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.feedback.publish.PublishException.Cause;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Feedback on its way: written or being written, and not yet in the read model. Without it a repeat that follows quickly would
 * be recorded twice. Bounded; thread-safe.
 */
final class InFlight {

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Predicate<RecordRef> projected;
    private final int capacity;

    /** A feedback on its way, and where it comes to stand; empty when it turns out that nothing is to be written. */
    record Entry(ClaimFeedback feedback, CompletableFuture<Optional<RecordRef>> written) {

        Entry(ClaimFeedback feedback) {
            this(feedback, new CompletableFuture<>());
        }
    }

    /** @param projected whether the read model holds a record of the feedback topic */
    InFlight(Predicate<RecordRef> projected, int capacity) {
        this.projected = projected;
        this.capacity = capacity;
    }

    /**
     * Enters a feedback unless its id is on its way.
     *
     * @return the entry that was there before; null when this one was entered
     * @throws PublishException when there is no room, because the read model does not keep up
     */
    @Nullable
    Entry enter(Entry entry) {
        if (entries.size() >= capacity) {
            sweep();
        }
        if (entries.size() >= capacity) {
            throw new PublishException(Cause.TOO_MANY_WAITING, "Too much feedback waits for the read model.", null);
        }
        return entries.putIfAbsent(entry.feedback().getFeedbackId(), entry);
    }

    private void leave(Entry entry) {
        entries.remove(entry.feedback().getFeedbackId(), entry);
    }

    /** Nothing is to be written. A twin that waits for this entry asks again: it may say something else. */
    void settle(Entry entry) {
        leave(entry);
        entry.written().complete(Optional.empty());
    }

    /** It could not be written. */
    void abandon(Entry entry, Throwable failure) {
        leave(entry);
        entry.written().completeExceptionally(failure);
    }

    Optional<Entry> find(String feedbackId) {
        return Optional.ofNullable(entries.get(feedbackId));
    }

    boolean withdraws(String feedbackId) {
        return entries.values().stream().anyMatch(entry -> withdraws(entry, feedbackId));
    }

    /** Whether another entry than this one takes a feedback back. */
    boolean withdrawsBeside(Entry own, String feedbackId) {
        return entries.values().stream()
                .anyMatch(entry ->
                        !entry.feedback().getFeedbackId().equals(own.feedback().getFeedbackId())
                                && withdraws(entry, feedbackId));
    }

    private static boolean withdraws(Entry entry, String feedbackId) {
        return entry.feedback()
                .getWithdrawnFeedbackId()
                .filter(feedbackId::equals)
                .isPresent();
    }

    int size() {
        return entries.size();
    }

    /** Drops what the read model holds by now. */
    void sweep() {
        entries.values()
                .removeIf(entry -> entry.written().isDone()
                        && !entry.written().isCompletedExceptionally()
                        && entry.written().join().filter(projected).isPresent());
    }
}
