package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.Delivery.Attempt;
import io.claimstream.feedback.webhook.Delivery.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends one delivery once: signed, without following redirects, and hardly reading the answer. Thread-safe. */
final class WebhookPost {

    private static final int MOST_ANSWER_BYTES = 4_096;
    private static final int SUCCESS_FROM = 200;
    private static final int SUCCESS_BELOW = 300;

    private final AddressGuard guard;
    private final Duration timeout;
    private final HttpClient client;

    WebhookPost(AddressGuard guard, Duration timeout) {
        this.guard = guard;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Sends and waits for the answer.
     *
     * @param secrets each signs
     * @param now stands in the signature, and in what is answered here
     */
    Attempt send(URI url, Delivery delivery, List<SigningSecret> secrets, Instant now) throws InterruptedException {
        // Asked here and not only when the webhook was made, since a name may lead elsewhere by now. The platform keeps
        // the answer for a
        // while, so it is the one by which the client connects.
        Optional<Problem> refusal = guard.refusal(url);
        if (refusal.isPresent()) {
            return new Attempt(now, null, refusal.get());
        }
        CompletableFuture<HttpResponse<@Nullable Void>> answer =
                client.sendAsync(request(url, delivery, secrets, now), ignored -> new FewBytes());
        try {
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            boolean isSuccess = status >= SUCCESS_FROM && status < SUCCESS_BELOW;
            return new Attempt(now, status, isSuccess ? null : Problem.STATUS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Attempt(now, null, Problem.TIMEOUT);
        } catch (ExecutionException e) {
            return new Attempt(now, null, problem(e.getCause()));
        }
    }

    private HttpRequest request(URI url, Delivery delivery, List<SigningSecret> secrets, Instant now) {
        String id = delivery.messageId();
        String signatures = secrets.stream()
                .map(secret -> secret.sign(id, now, delivery.body()))
                .collect(Collectors.joining(" "));
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Claimstream-Webhooks")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signatures)
                .POST(BodyPublishers.ofString(delivery.body()))
                .build();
    }

    private static Problem problem(@Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return Problem.TIMEOUT;
        }
        return cause instanceof SSLException ? Problem.TLS : Problem.CONNECTION;
    }

    /** Passes over the answer, and leaves when it is long: a connection that is read to its end can be used again. */
    private static final class FewBytes implements HttpResponse.BodySubscriber<@Nullable Void> {

        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;
        private int seen;

        @Override
        public CompletionStage<@Nullable Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            seen += parts.stream().mapToInt(ByteBuffer::remaining).sum();
            if (seen > MOST_ANSWER_BYTES && subscription != null) {
                subscription.cancel();
                done.complete(null);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
