package io.claimstream.launcher.play;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.Distrust;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The adjusters: answers over HTTP, several at once. An answer to a score that is not there yet, or while the API is busy, is repeated
 * for a bounded time. Thread-safe.
 */
final class OpinionSender implements AutoCloseable {

    private static final int ADJUSTERS = 12;
    private static final int BACKLOG = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(150);
    /** Not scored yet, too many at once, or not ready. */
    private static final Set<Integer> LATER = Set.of(404, 429, 503);

    private final HttpClient http;
    private final ExecutorService adjusters = Executors.newFixedThreadPool(ADJUSTERS);
    private final Semaphore places = new Semaphore(BACKLOG);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final URI api;
    private final String key;
    private final Duration patience;

    /** @param patience for how long an answer is repeated */
    OpinionSender(ApiAccess access, Duration patience) {
        this.http = access.http();
        this.api = access.api();
        this.key = access.key();
        this.patience = patience;
    }

    /** Hands an opinion to an adjuster; waits while all of them have too much to do. */
    void send(Opinion opinion) throws InterruptedException {
        places.acquire();
        adjusters.execute(() -> {
            try {
                opinion.takesBack().ifPresentOrElse(earlier -> withdraw(opinion, earlier), () -> deliver(opinion));
            } finally {
                places.release();
            }
        });
    }

    /** Opinions acknowledged so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Waits until every opinion is acknowledged.
     *
     * @throws IllegalStateException when one was refused
     * @throws OutsideWorldException when one was not acknowledged in time, or the API shows no certificate that is trusted
     */
    void flush() throws InterruptedException {
        places.acquire(BACKLOG);
        places.release(BACKLOG);
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void deliver(Opinion opinion) {
        if (post(opinion, body(opinion)).isPresent()) {
            acknowledged.incrementAndGet();
        }
    }

    /**
     * What is taken back may still be under way in another thread: sending it once more, under the key that it has, is safe and tells
     * its id.
     */
    private void withdraw(Opinion withdrawal, Opinion earlier) {
        post(earlier, body(earlier))
                .map(answer -> EventJson.parse(answer).path("feedbackId").asText())
                .flatMap(id -> post(withdrawal, body(withdrawal).put("withdrawnFeedbackId", id)))
                .ifPresent(answer -> acknowledged.incrementAndGet());
    }

    /** The answer; empty when there is none that acknowledges. */
    private Optional<String> post(Opinion opinion, ObjectNode body) {
        HttpRequest request = request(opinion, body);
        long deadline = System.nanoTime() + patience.toNanos();
        Attempt last = Attempt.NONE;
        try {
            while (System.nanoTime() < deadline) {
                last = attempt(request);
                if (last.acknowledged().isPresent()) {
                    return last.acknowledged();
                }
                if (last.isFinal()) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        failure.compareAndSet(null, failed(opinion, last));
        return Optional.empty();
    }

    /** A refusal is for whoever sent it to mend; an answer that does not come in time is not. */
    private RuntimeException failed(Opinion opinion, Attempt last) {
        String what = "Expected feedback on claim '" + opinion.claimId() + "' to be acknowledged";
        return last.isFinal()
                ? new IllegalStateException(what + ", but got " + last.answer() + ".")
                : new OutsideWorldException(what + " within " + patience.toSeconds() + " s, but got " + last.answer()
                        + " last. './claimstream lag' tells which service is behind; --patience waits longer.");
    }

    private Attempt attempt(HttpRequest request) throws InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return new Attempt(Optional.of(response.body()), "", true);
            }
            // The same one may be under way in another thread: then it says after how long to ask again.
            boolean isLater = LATER.contains(response.statusCode())
                    || response.headers().firstValue("Retry-After").isPresent();
            return new Attempt(Optional.empty(), "status " + response.statusCode(), !isLater);
        } catch (IOException e) {
            Optional<OutsideWorldException> distrust = Distrust.of(e, api);
            distrust.ifPresent(it -> failure.compareAndSet(null, it));
            return new Attempt(Optional.empty(), e.getClass().getSimpleName(), distrust.isPresent());
        }
    }

    /**
     * What came of one request.
     *
     * @param acknowledged the answer that acknowledges; empty when there is none
     * @param answer what came instead, for the message
     * @param isFinal whether trying again is of no use
     */
    private record Attempt(Optional<String> acknowledged, String answer, boolean isFinal) {

        static final Attempt NONE = new Attempt(Optional.empty(), "no answer", false);
    }

    private HttpRequest request(Opinion opinion, ObjectNode body) {
        String scoreId = ScoreId.live(opinion.insurer(), opinion.claimId(), opinion.revision())
                .text();
        return HttpRequest.newBuilder(api.resolve("/v1/scores/" + scoreId + "/feedback"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", opinion.kind() + "-" + opinion.at())
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static ObjectNode body(Opinion opinion) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("kind", opinion.kind().name().toLowerCase(Locale.ROOT));
        body.put("eventTime", opinion.at().toString());
        opinion.amount().ifPresent(amount -> body.put("amount", amount));
        return body;
    }

    @Override
    public void close() {
        adjusters.shutdownNow();
    }
}
