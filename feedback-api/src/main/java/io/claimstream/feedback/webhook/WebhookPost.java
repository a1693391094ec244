package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.Delivery.Attempt;
import io.claimstream.feedback.webhook.Delivery.Problem;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Sends one delivery once: signed, to an address that was checked, without following redirects, and hardly reading the answer. Connections are used again for a
 * moment. Thread-safe.
 */
final class WebhookPost implements AutoCloseable {

    private static final int MOST_ANSWER_BYTES = 4_096;
    private static final int SUCCESS_FROM = 200;
    private static final int SUCCESS_BELOW = 300;

    private final WebhookLimits limits;
    private final HttpClient client;

    /** @param trust whom receivers have to prove to be, by https */
    WebhookPost(AddressGuard guard, WebhookLimits limits, SSLContext trust) {
        this.limits = limits;
        this.client = PinnedClient.start(guard, limits, trust);
    }

    /**
     * Sends and waits for the answer.
     *
     * @param secrets each signs
     * @param now stands in the signature, and in what is answered here
     */
    Attempt send(URI url, Delivery delivery, List<SigningSecret> secrets, Instant now) throws InterruptedException {
        Request request = request(url, delivery, secrets, now);
        CompletableFuture<Attempt> answer = new CompletableFuture<>();
        AtomicLong seen = new AtomicLong();
        request.onResponseContent((response, part) -> {
                    // Who reads an answer to its end is held up by whoever writes it.
                    if (seen.addAndGet(part.remaining()) > MOST_ANSWER_BYTES) {
                        var unused = response.abort(new LongAnswerException());
                    }
                })
                .send(result -> answer.complete(attempt(result, now)));
        try {
            return answer.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var unused = request.abort(e);
            return new Attempt(now, null, Problem.TIMEOUT);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an answer to be told, not thrown.", e);
        }
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }

    private Request request(URI url, Delivery delivery, List<SigningSecret> secrets, Instant now) {
        String id = delivery.messageId();
        String signatures = secrets.stream()
                .map(secret -> secret.sign(id, now, delivery.body()))
                .collect(Collectors.joining(" "));
        return client.POST(url)
                .agent("Claimstream-Webhooks")
                .headers(headers -> headers.put("webhook-id", id)
                        .put("webhook-timestamp", Long.toString(now.getEpochSecond()))
                        .put("webhook-signature", signatures))
                .body(new StringRequestContent("application/json", delivery.body(), StandardCharsets.UTF_8));
    }

    private static Attempt attempt(Result result, Instant now) {
        @Nullable Throwable failure = result.getFailure();
        if (failure != null && !(failure instanceof LongAnswerException)) {
            return new Attempt(now, null, problem(failure));
        }
        Response response = result.getResponse();
        int status = response.getStatus();
        boolean isSuccess = status >= SUCCESS_FROM && status < SUCCESS_BELOW;
        return new Attempt(now, status, isSuccess ? null : Problem.STATUS);
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof AddressRefusedException refused) {
            return refused.problem();
        }
        if (failure instanceof TimeoutException || failure instanceof SocketTimeoutException) {
            return Problem.TIMEOUT;
        }
        return failure instanceof SSLException ? Problem.TLS : Problem.CONNECTION;
    }

    /** The answer is longer than is read of one; its status is known. */
    private static final class LongAnswerException extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
