package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.importing.MotorInjuryFields;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.desk.ScoringOutcome.Cases;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;

/** Scores flat claims, for clients of older services: the same submission and the same waiting as {@link ScoringHandlers}, in their words. */
final class EstimateHandlers {

    private static final int MILLIS = 3;

    private final ApiPorts ports;
    private final RequestBody body;
    private final Patience patience;

    /** @param longest how long an outcome is waited for, unless the caller asks for less */
    EstimateHandlers(ApiPorts ports, RequestBody body, Duration longest) {
        this.ports = ports;
        this.body = body;
        this.patience = new Patience(longest);
    }

    /** {@code POST /v1/estimates}: 200 with the estimate, 422 with the broken rules, 202 when the time is over. */
    void estimate(Context context) {
        long begun = System.nanoTime();
        ClaimSubmitted claim = FlatClaimReader.read(body.json(context), OwnInsurer.required(context));
        Duration granted = patience.of(context);
        Later.answer(context, ports.executor(), ports.scoring().submit(claim, granted), outcome -> {
            context.attribute(Idempotency.CHANGED, true);
            outcome.<Runnable>fold(new Cases<>(
                            it -> () -> estimated(context, it.score(), begun),
                            it -> () -> estimated(context, it.score(), begun),
                            it -> () -> {
                                throw new ProblemException(
                                        ScoringHandlers.rejected(it.violations(), EstimateHandlers::pointer)
                                                .withLink(Links.claim(claim)));
                            },
                            it -> () -> {
                                throw new ProblemException(
                                        ScoringHandlers.dead(it).withLink(Links.claim(claim)));
                            },
                            it -> () -> ScoringHandlers.pending(context, claim)))
                    .run();
        });
    }

    /** Whatever the older service could not know has no place in its answer: interval, reasons and the rest are at the score. */
    private static void estimated(Context context, Score score, long begun) {
        JsonNode document = score.document();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("settlement_amount", document.path("estimate"));
        JsonNode confidence = document.get("confidence");
        json.set("confidence_score", Objects.requireNonNullElse(confidence, JsonNodeFactory.instance.nullNode()));
        json.put("processing_time", seconds(System.nanoTime() - begun));
        json.set("model_name", document.path("modelVersion"));
        json.set("timestamp", document.path("scoredAt"));
        context.header("Location", Links.score(score.scoreId()));
        Answers.json(context, 200, json);
    }

    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(MILLIS, RoundingMode.HALF_UP);
    }

    /** The place in the flat body; the whole of it for what no column says. */
    private static String pointer(String field) {
        return MotorInjuryFields.column(field).map(FlatClaimReader::pointer).orElse("");
    }
}
