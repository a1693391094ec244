package io.claimstream.feedback;

import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.http.ServedOffsets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the scoring-processors, by their metrics, which move they serve. Thread-safe. */
final class ScorerOffsets implements ServedOffsets {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final List<URI> metrics;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param scorers where scoring-processors say whether they are ready; their metrics are beside it */
    ScorerOffsets(List<URI> scorers) {
        this.metrics = scorers.stream().map(uri -> uri.resolve("metrics")).toList();
    }

    @Override
    public List<OptionalLong> of(ModelSlot slot) {
        String key = slot.getLineOfBusiness()
                + '|'
                + slot.getCurrency()
                + '|'
                + slot.getInsurer().orElse("");
        return metrics.stream().map(uri -> offset(uri, key)).toList();
    }

    private OptionalLong offset(URI uri, String slotKey) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == OK ? find(answer.body(), slotKey) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    /** The value of {@code claimstream_scoring_deployment_offset} of a slot in Prometheus' text form. */
    static OptionalLong find(String text, String slotKey) {
        Matcher line = Pattern.compile(
                        "^claimstream_scoring_deployment_offset\\{[^}]*slot=\"" + Pattern.quote(slotKey)
                                + "\"[^}]*} (\\S+)",
                        Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? OptionalLong.of((long) Double.parseDouble(line.group(1))) : OptionalLong.empty();
    }
}
