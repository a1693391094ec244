package io.claimstream.feedback.http;

import io.claimstream.feedback.events.EventStream;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends a stream to its client as fast as the client takes it, without holding a thread: what the connection does not take at once waits in the stream.
 * Thread-safe.
 */
final class StreamOutlet implements WriteListener {

    private final EventStream stream;
    private final ServletOutputStream out;
    private final Executor executor;
    private final Done done = new Done();
    private boolean unflushed;
    private boolean finished;

    private StreamOutlet(EventStream stream, ServletOutputStream out, Executor executor) {
        this.stream = stream;
        this.out = out;
        this.executor = executor;
    }

    /** Ends with its client: whoever gives up waiting for it ends the stream. */
    private final class Done extends CompletableFuture<@Nullable Void> {

        @Override
        public boolean cancel(boolean mayInterrupt) {
            finish();
            return false;
        }
    }

    /**
     * Begins to send, in a request that is asynchronous already.
     *
     * @return completed, never with a failure, once the stream has ended or the client is gone
     */
    static CompletableFuture<@Nullable Void> open(Context context, EventStream stream, Executor executor)
            throws IOException {
        context.req().getAsyncContext().setTimeout(0);
        StreamOutlet outlet = new StreamOutlet(stream, context.res().getOutputStream(), executor);
        outlet.out.setWriteListener(outlet);
        stream.onNews(outlet::send);
        return outlet.done;
    }

    @Override
    public void onWritePossible() {
        send();
    }

    @Override
    public void onError(Throwable failure) {
        finish();
    }

    private synchronized void send() {
        try {
            while (!finished && !stream.isEnded() && out.isReady()) {
                String text = stream.next();
                if (text != null) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone.
            finish();
            return;
        }
        if (stream.isEnded()) {
            finish();
        }
    }

    private synchronized void finish() {
        if (!finished) {
            finished = true;
            stream.close();
            executor.execute(() -> done.complete(null));
        }
    }
}
