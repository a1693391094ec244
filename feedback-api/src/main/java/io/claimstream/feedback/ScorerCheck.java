package io.claimstream.feedback;

import io.claimstream.platform.service.Health.Check;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Whether at least one scoring-processor says that it is ready. */
final class ScorerCheck implements Supplier<Check> {

    static final String NAME = "scorer";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final List<URI> scorers;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    ScorerCheck(List<URI> scorers) {
        this.scorers = List.copyOf(scorers);
    }

    @Override
    public Check get() {
        return scorers.stream().anyMatch(this::ready)
                ? Check.up(NAME)
                : Check.waiting(NAME, "no scoring-processor says that it is ready");
    }

    private boolean ready(URI scorer) {
        HttpRequest request = HttpRequest.newBuilder(scorer).timeout(PATIENCE).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
