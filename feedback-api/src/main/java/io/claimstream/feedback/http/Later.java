package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers when a future completes, without holding a thread until then. */
public final class Later {

    private Later() {}

    /** Answers on the given executor: the thread that completes the future is Kafka's, and must not wait for a slow client. */
    static <T> void answer(Context context, Executor executor, CompletableFuture<T> future, Consumer<T> answer) {
        CompletableFuture<Void> answered = future.thenAcceptAsync(answer, executor)
                .exceptionallyAsync(
                        failure -> {
                            Answers.failure(context, failure);
                            return null;
                        },
                        executor);
        context.future(() -> answered);
    }

    /**
     * Answers with a page, or a part of one, when a future completes.
     *
     * @param asked begins the work
     * @param answer shows what came of it
     * @param trouble says what went wrong instead
     */
    public static <T> void page(
            Context context,
            Executor executor,
            Supplier<CompletableFuture<T>> asked,
            Consumer<T> answer,
            Consumer<Problem> trouble) {
        CompletableFuture<T> future;
        try {
            future = asked.get();
        } catch (ProblemException e) {
            trouble.accept(e.problem());
            return;
        }
        CompletableFuture<Void> answered = future.thenAcceptAsync(answer, executor)
                .exceptionallyAsync(
                        failure -> {
                            trouble.accept(Answers.problemOf(context, failure));
                            return null;
                        },
                        executor);
        context.future(() -> answered);
    }
}
