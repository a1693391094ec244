package io.claimstream.feedback.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;

/** A client that fails a test when an answer is not as the contract has it: status, media type, form of the body. */
public final class ContractClient {

    /** Answered by the service itself, whatever the address: a body that does not come, and a host that is not served. */
    private static final Set<Integer> OF_ANY_ADDRESS = Set.of(408, 421);

    private static final String DOCUMENT = "https://claimstream.test/openapi.json";

    private final HttpClient client;
    private final ApiContract contract = ApiContract.load();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            it -> it.schemas(Map.of(DOCUMENT, new String(contract.json(), StandardCharsets.UTF_8))));

    public ContractClient() {
        this(HttpClient.newHttpClient());
    }

    /** @param client what is asked with */
    public ContractClient(HttpClient client) {
        this.client = client;
    }

    /** Sends, checks and gives the answer. An address that the contract does not have may only be answered by a problem. */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, ContractClient::body);
        Optional<Operation> operation = operation(request);
        if (operation.isPresent()) {
            check(operation.get(), request, answer);
        } else {
            assertThat(answer.statusCode()).as("%s", request).isBetween(400, 599);
            requireValid("/components/schemas/Problem", answer.body(), request.toString());
        }
        return answer;
    }

    /** Fails when a text has not the form of a schema, given by its JSON Pointer in the document. */
    public void requireValid(String pointer, String json, String what) {
        List<Error> errors =
                schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer)).validate(json, InputFormat.JSON);
        assertThat(errors).as("%s: %s against %s", what, json, pointer).isEmpty();
    }

    private static BodySubscriber<String> body(ResponseInfo answer) {
        boolean isEndless =
                answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        return isEndless ? new Leaving() : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** Leaves a stream that does not end as soon as it begins. */
    private static final class Leaving implements BodySubscriber<String> {

        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private void check(Operation operation, HttpRequest request, HttpResponse<String> answer) {
        String what = operation.id() + " answers " + answer.statusCode();
        if (isBeforeRouting(answer)) {
            requireValid("/components/schemas/Problem", answer.body(), what);
            return;
        }
        String responses =
                "/paths/" + escaped(operation.path().replace('<', '{').replace('>', '}')) + "/"
                        + operation.method().toLowerCase(java.util.Locale.ROOT) + "/responses/" + answer.statusCode();
        JsonNode response = contract.document().at(responses);
        assertThat(response.isMissingNode())
                .as("%s, which the contract does not have (%s): %s", what, request, answer.body())
                .isFalse();
        String at = response.has("$ref") ? response.path("$ref").asText().substring(1) : responses;
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode content = contract.document().at(at).path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        assertThat(content.properties()).as(what).extracting(Map.Entry::getKey).contains(type);
        String schema = at + "/content/" + escaped(type) + "/schema";
        if (type.endsWith("ndjson")) {
            answer.body().lines().forEach(line -> requireValid(schema, line, what));
        } else if (type.endsWith("json")) {
            requireValid(schema, answer.body(), what);
        }
    }

    /** Refused for how it comes: by the server itself, which has not asked whose address it is, or before anyone looked at it. */
    private boolean isBeforeRouting(HttpResponse<String> answer) {
        boolean isOfTheServer = answer.headers().firstValue("X-Trace-Id").isEmpty();
        return contract.document().path("x-before-routing").has(String.valueOf(answer.statusCode()))
                && (isOfTheServer || OF_ANY_ADDRESS.contains(answer.statusCode()));
    }

    private Optional<Operation> operation(HttpRequest request) {
        return contract.operations().stream()
                .filter(it -> it.method().equals(request.method()))
                .filter(it ->
                        pattern(it.path()).matcher(request.uri().getRawPath()).matches())
                .findFirst();
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (!pattern.isEmpty() || !part.isEmpty()) {
                pattern.append('/');
                pattern.append(part.startsWith("{") ? "[^/]+" : part.startsWith("<") ? ".+" : Pattern.quote(part));
            }
        }
        return Pattern.compile(pattern.toString());
    }

    private static String escaped(String text) {
        return text.replace("~", "~0").replace("/", "~1");
    }
}
