package io.claimstream.feedback.http;

import io.claimstream.platform.http.HealthJson;
import io.claimstream.platform.http.Startup;
import io.claimstream.platform.service.Health;
import io.javalin.http.Context;
import java.util.function.Predicate;

/** Health and metrics. Open to everyone: they hold nothing of a claim. */
final class HealthHandlers {

    private final ApiPorts ports;
    private final Startup startup = new Startup();

    HealthHandlers(ApiPorts ports) {
        this.ports = ports;
    }

    void live(Context context) {
        answer(context, Health::live);
    }

    void ready(Context context) {
        answer(context, Health::ready);
    }

    void started(Context context) {
        answer(context, startup::isOver);
    }

    void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(ports.metrics().get());
    }

    private void answer(Context context, Predicate<Health> good) {
        Health health = ports.health().get();
        context.status(good.test(health) ? 200 : 503)
                .contentType("application/json")
                .result(HealthJson.write(health));
    }
}
