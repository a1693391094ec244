package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.webhook.AddressGuard;
import io.claimstream.feedback.webhook.Delivery;
import io.claimstream.feedback.webhook.Webhook;
import io.claimstream.feedback.webhook.WebhookSpec;
import io.claimstream.feedback.webhook.Webhooks;
import io.claimstream.feedback.webhook.Webhooks.Issued;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, changes and tries out webhooks: one set of rules, whether what is wanted comes as JSON or from a page. The webhook is that of the address. Thread-safe. */
public final class WebhookDesk {

    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cntrl}]{0,200}");
    private static final Pattern DELIVERY = Pattern.compile("[0-9]{1,18}");
    private static final String URL_FORM =
            "an address that begins with https:// and has neither user nor fragment, at most 2,000 characters";
    private static final String KINDS_FORM = "score, rejection, or both, as a list";
    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int MOST_OVERLAP_SECONDS = 30 * 86_400;

    private final Webhooks webhooks;
    private final BooleanSupplier caughtUp;

    WebhookDesk(ApiPorts ports) {
        this.webhooks = ports.webhooks();
        this.caughtUp = ports.caughtUp();
    }

    /**
     * Makes a webhook.
     *
     * @throws ProblemException when what is wanted has another form, is for an insurer that the caller does not serve, or leads where nothing is sent
     */
    public Issued create(Context context, JsonNode json) {
        // It begins where the read model stands: while that is made again, all that ever happened would be told.
        if (!caughtUp.getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        Fields fields = new Fields(json, Set.of("url", "insurer", "kinds", "description", "active"));
        Optional<String> insurer = fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM)
                .or(() -> Optional.ofNullable(Authentication.caller(context).insurer()));
        WebhookSpec spec = spec(json, fields, insurer.orElse(null));
        Authentication.requireServes(context, spec.insurer());
        requireReachable(spec);
        return webhooks.create(Authentication.act(context), spec)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_MANY_WEBHOOKS, "Expected fewer webhooks; delete one that is not needed."));
    }

    /**
     * The webhook.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Webhook find(Context context) {
        return id(context)
                .flatMap(id -> webhooks.find(Authentication.caller(context), id))
                .orElseThrow(WebhookDesk::noSuchWebhook);
    }

    /**
     * Changes the webhook; its insurer stays.
     *
     * @param isSeen whether a version is the one that the caller has seen
     * @throws ProblemException when there is none, it was changed meanwhile, or what is wanted has another form
     */
    public Webhook change(Context context, Webhook before, JsonNode json, LongPredicate isSeen) {
        requireSeen(context, before, isSeen, before.version());
        Fields fields = new Fields(json, Set.of("url", "kinds", "description", "active"));
        WebhookSpec spec = spec(json, fields, before.spec().insurer());
        requireReachable(spec);
        return webhooks.change(
                        Authentication.act(context),
                        before.webhookId(),
                        version -> {
                            requireSeen(context, before, isSeen, version);
                            return true;
                        },
                        spec)
                .orElseThrow(WebhookDesk::noSuchWebhook);
    }

    private static void requireSeen(Context context, Webhook before, LongPredicate isSeen, long version) {
        if (!isSeen.test(version)) {
            throw Precondition.failed(
                    context,
                    EntityTag.of(version),
                    "Expected the version that is there now; see it again.",
                    Links.webhook(before.webhookId()));
        }
    }

    /**
     * Takes the webhook away.
     *
     * @throws ProblemException when there is none
     */
    public void delete(Context context) {
        if (id(context)
                .filter(id -> webhooks.delete(Authentication.act(context), id))
                .isEmpty()) {
            throw noSuchWebhook();
        }
    }

    /**
     * Gives the webhook a new secret.
     *
     * @throws ProblemException when there is none
     */
    public Issued rotate(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("overlapSeconds"));
        Duration overlap =
                Duration.ofSeconds(fields.integer("overlapSeconds", DEFAULT_OVERLAP_SECONDS, 0, MOST_OVERLAP_SECONDS));
        fields.done();
        return id(context)
                .flatMap(id -> webhooks.rotate(Authentication.act(context), id, overlap))
                .orElseThrow(WebhookDesk::noSuchWebhook);
    }

    /**
     * Deliveries, the newest first.
     *
     * @param below only those with a smaller id
     * @throws ProblemException when there is no such webhook
     */
    public List<Delivery> deliveries(Context context, long below, int limit) {
        return id(context)
                .flatMap(id -> webhooks.deliveries(Authentication.caller(context), id, below, limit))
                .orElseThrow(WebhookDesk::noSuchWebhook);
    }

    /**
     * Sends again what was due from a delivery or a time on.
     *
     * @return how many deliveries
     * @throws ProblemException when there is no such webhook, or what is wanted has another form
     */
    public int replay(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("from", "fromDelivery"));
        Optional<Instant> from = fields.optionalTime("from", time -> true, "a time such as 2026-03-01T09:30:00Z");
        Optional<String> fromDelivery = fields.optionalText(
                "fromDelivery", text -> DELIVERY.matcher(text).matches(), "the id of a delivery");
        if (from.isEmpty() == fromDelivery.isEmpty()) {
            fields.add(List.of(new Field("/from", "MISSING", "either from or fromDelivery")));
        }
        fields.done();
        return id(context)
                .flatMap(id -> webhooks.replay(
                        Authentication.act(context),
                        id,
                        fromDelivery.map(Long::parseLong).orElse(0L),
                        from.orElse(Instant.EPOCH)))
                .orElseThrow(WebhookDesk::noSuchWebhook);
    }

    /**
     * Sends a ping.
     *
     * @throws ProblemException when there is no such webhook, or nothing is sent to it
     */
    public Delivery test(Context context) {
        if (find(context).paused() != null) {
            throw new ProblemException(ProblemCode.WEBHOOK_PAUSED, "Expected an active webhook; change it first.");
        }
        return id(context)
                .flatMap(id -> webhooks.test(Authentication.act(context), id))
                .orElseThrow(WebhookDesk::noSuchWebhook);
    }

    private static WebhookSpec spec(JsonNode json, Fields fields, @Nullable String insurer) {
        String url = fields.text("url", AddressGuard::hasForm, URL_FORM);
        Set<EventKind> kinds = kinds(json.path("kinds"), fields);
        String description = fields.optionalText(
                        "description", text -> DESCRIPTION.matcher(text).matches(), "a text of at most 200 characters")
                .orElse("");
        JsonNode active = json.path("active");
        if (!active.isMissingNode() && !active.isBoolean()) {
            fields.add(List.of(new Field("/active", "WRONG_TYPE", "true or false")));
        }
        fields.done();
        return new WebhookSpec(URI.create(url), insurer, kinds, description, active.asBoolean(true));
    }

    private static Set<EventKind> kinds(JsonNode json, Fields fields) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        json.forEach(it -> EventKind.of(it.asText())
                .filter(kind -> kind == EventKind.SCORE || kind == EventKind.REJECTION)
                .ifPresent(kinds::add));
        if (!json.isArray() || kinds.isEmpty() || kinds.size() != json.size()) {
            fields.add(List.of(new Field("/kinds", json.isMissingNode() ? "MISSING" : "WRONG_FORM", KINDS_FORM)));
        }
        return kinds;
    }

    private void requireReachable(WebhookSpec spec) {
        webhooks.refusal(spec.url()).ifPresent(why -> {
            throw new ProblemException(Problem.of(
                    ProblemCode.ADDRESS_REFUSED,
                    List.of(new Field("/url", why.name(), "https, and a name that leads to public addresses"))));
        });
    }

    private static Optional<String> id(Context context) {
        return Query.id(context, "webhookId");
    }

    private static ProblemException noSuchWebhook() {
        return new ProblemException(ProblemCode.WEBHOOK_NOT_FOUND, "Expected the id of a webhook.");
    }
}
