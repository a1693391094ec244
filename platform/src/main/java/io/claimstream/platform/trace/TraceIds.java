package io.claimstream.platform.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;

/** Random ids; a trace that begins with a request has the id that its caller was told. Thread-safe. */
final class TraceIds implements IdGenerator {

    private final IdGenerator random = IdGenerator.random();

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return RequestTrace.wished(Context.current()).orElseGet(random::generateTraceId);
    }
}
