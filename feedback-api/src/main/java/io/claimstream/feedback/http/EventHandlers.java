package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.events.Audience;
import io.claimstream.feedback.events.EventFeed;
import io.claimstream.feedback.events.EventId;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.events.EventStream;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Streams events to whoever listens. */
final class EventHandlers {

    /** Media type of a stream. */
    static final String MEDIA_TYPE = "text/event-stream";

    private static final String KINDS = "kinds";
    private static final String LAST = "Last-Event-ID";

    private final EventFeed feed;
    private final Authentication authentication;
    private final ApiPorts ports;

    EventHandlers(ApiPorts ports, Authentication authentication) {
        this.feed = ports.feed();
        this.authentication = authentication;
        this.ports = ports;
    }

    Map<String, Handler> handlers() {
        return Map.of("streamEvents", this::follow);
    }

    /** Ends every stream; none begins from now on. */
    void end() {
        feed.endAll();
    }

    /** {@code GET /v1/events?kinds=}: events as they happen, and first those after {@code Last-Event-ID}. */
    void follow(Context context) {
        EventStream.Terms terms = new EventStream.Terms(
                Authentication.caller(context).name(),
                new Audience(Authentication.caller(context).insurer(), kinds(context)),
                last(context).orElse(null),
                authentication.admission(context));
        if (context.method().equals(HandlerType.HEAD)) {
            context.contentType(MEDIA_TYPE);
            return;
        }
        EventStream stream = feed.open(terms);
        context.future(() -> send(context, stream));
    }

    private CompletableFuture<?> send(Context context, EventStream stream) {
        // Proxies that collect an answer before they pass it on would hold events back.
        context.status(200).header("X-Accel-Buffering", "no");
        context.res().setContentType(MEDIA_TYPE);
        try {
            return StreamOutlet.open(context, stream, ports.executor());
        } catch (IOException e) {
            stream.close();
            throw new UncheckedIOException("Expected to answer.", e);
        }
    }

    private static Optional<EventId> last(Context context) {
        return Optional.ofNullable(context.header(LAST))
                .filter(text -> !text.isEmpty())
                .map(text -> EventId.parse(text)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.INVALID_HEADER,
                                "Expected " + LAST + " to be the id of an event of this stream.")));
    }

    private static Set<EventKind> kinds(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, KINDS);
        if (asked.isEmpty()) {
            return Arrays.stream(EventKind.values())
                    .filter(kind -> isOpenTo(caller, kind))
                    .collect(Collectors.toSet());
        }
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String word : asked.get().split(",", -1)) {
            kinds.add(EventKind.of(word).orElseThrow(EventHandlers::noKind));
        }
        if (!kinds.stream().allMatch(kind -> isOpenTo(caller, kind))) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "Expected kinds without model: models are not for producers.");
        }
        return kinds;
    }

    /** As {@code GET /v1/models}. */
    private static boolean isOpenTo(Caller caller, EventKind kind) {
        return kind != EventKind.MODEL || caller.role() != Role.PRODUCER;
    }

    private static ProblemException noKind() {
        return Query.wrong(
                KINDS,
                "some of "
                        + Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.joining(", "))
                        + ", with a comma between");
    }
}
