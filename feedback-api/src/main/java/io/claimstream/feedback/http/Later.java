package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Answers when a future completes, without holding a thread until then. */
final class Later {

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
}
