package io.claimstream.feedback.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.webhook.Delivery.Problem;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes webhooks. Each change and its entry in the audit trail are one transaction. A webhook of an insurer that the caller does not serve is
 * to the caller as if it were not there. Thread-safe.
 */
public final class Webhooks {

    private static final int ID_BYTES = 8;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecretTable secrets;
    private final AddressGuard guard;
    private final Runnable news;
    private final SecureRandom chance = new SecureRandom();

    /**
     * @param box encrypts signing secrets
     * @param news run when something is to be sent
     */
    public Webhooks(Jdbi jdbi, AuditTrail audit, Clock clock, SecretBox box, AddressGuard guard, Runnable news) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.secrets = new SecretTable(box);
        this.guard = guard;
        this.news = news;
    }

    /**
     * A webhook and what its deliveries are signed with.
     *
     * @param secret shown only now
     */
    public record Issued(Webhook webhook, String secret) {}

    /** Why nothing may be sent to an address; empty when it may. */
    public Optional<Problem> refusal(URI url) {
        return guard.refusal(url);
    }

    /** Makes a webhook; empty when there are too many. */
    public Optional<Issued> create(Act act, WebhookSpec spec) {
        String id = "w_" + random();
        SigningSecret secret = SigningSecret.random();
        return jdbi.inTransaction(handle -> {
            if (WebhookTable.count(handle) >= WebhookLimits.WEBHOOKS) {
                return Optional.empty();
            }
            Instant now = now();
            PlaceTable.begin(handle);
            WebhookTable.insert(handle, id, spec, act.caller().name(), now);
            secrets.add(handle, id, secret, now);
            audit.add(
                    handle,
                    act.done(AuditAction.WEBHOOK_CREATED, address(id), spec.insurer(), States.made(state(spec))));
            return Optional.of(new Issued(WebhookTable.find(handle, id).orElseThrow(), secret.text()));
        });
    }

    /**
     * Webhooks that the caller may see, in the order of their ids.
     *
     * @param after the id of the last seen; blank to begin
     */
    public List<Webhook> list(Caller caller, String after, int limit) {
        return jdbi.withHandle(handle -> WebhookTable.page(handle, caller.insurer(), after, limit));
    }

    /** A webhook that the caller may see. */
    public Optional<Webhook> find(Caller caller, String id) {
        return jdbi.withHandle(handle -> seen(caller, WebhookTable.find(handle, id)));
    }

    /**
     * Changes a webhook; its insurer stays.
     *
     * @param isKnown whether the caller knows a version; throws when not
     */
    public Optional<Webhook> change(Act act, String id, LongPredicate isKnown, WebhookSpec spec) {
        Optional<Webhook> changed = jdbi.inTransaction(handle -> seen(act.caller(), WebhookTable.locked(handle, id))
                .filter(it -> isKnown.test(it.version()))
                .map(before -> {
                    WebhookTable.change(handle, id, spec, now());
                    audit.add(
                            handle,
                            act.done(
                                    AuditAction.WEBHOOK_CHANGED,
                                    address(id),
                                    before.spec().insurer(),
                                    new States(state(before.spec()), state(spec))));
                    return WebhookTable.find(handle, id).orElseThrow();
                }));
        news.run();
        return changed;
    }

    /** Takes a webhook away with all that was or is to be sent; false when there is none. */
    public boolean delete(Act act, String id) {
        return jdbi.inTransaction(handle -> {
            Optional<Webhook> webhook = seen(act.caller(), WebhookTable.locked(handle, id));
            webhook.ifPresent(it -> delete(handle, act, it));
            return webhook.isPresent();
        });
    }

    private void delete(Handle handle, Act act, Webhook webhook) {
        WebhookTable.delete(handle, webhook.webhookId());
        if (WebhookTable.count(handle) == 0) {
            PlaceTable.end(handle);
        }
        audit.add(
                handle,
                act.done(
                        AuditAction.WEBHOOK_DELETED,
                        address(webhook.webhookId()),
                        webhook.spec().insurer(),
                        new States(state(webhook.spec()), null)));
    }

    /**
     * Gives a webhook a new secret; deliveries bear the signatures of both for a while.
     *
     * @param overlap how long
     */
    public Optional<Issued> rotate(Act act, String id, Duration overlap) {
        SigningSecret next = SigningSecret.random();
        return jdbi.inTransaction(
                handle -> seen(act.caller(), WebhookTable.locked(handle, id)).map(webhook -> {
                    Instant now = now();
                    secrets.end(handle, id, now, now.plus(overlap));
                    secrets.add(handle, id, next, now);
                    done(handle, act, AuditAction.WEBHOOK_ROTATED, webhook, null);
                    return new Issued(webhook, next.text());
                }));
    }

    /** Deliveries of a webhook, the newest first; empty when there is no such webhook. */
    public Optional<List<Delivery>> deliveries(Caller caller, String id, long below, int limit) {
        return jdbi.withHandle(handle ->
                seen(caller, WebhookTable.find(handle, id)).map(it -> DeliveryTable.page(handle, id, below, limit)));
    }

    /**
     * Sends again what was due to a webhook, whatever became of it.
     *
     * @param fromId from this delivery on
     * @param from and from this time on
     * @return how many; empty when there is no such webhook
     */
    public Optional<Integer> replay(Act act, String id, long fromId, Instant from) {
        Optional<Integer> count = jdbi.inTransaction(
                handle -> seen(act.caller(), WebhookTable.locked(handle, id)).map(webhook -> {
                    int replayed = DeliveryTable.replay(handle, id, fromId, from, now());
                    ObjectNode state = JsonNodeFactory.instance.objectNode().put("deliveries", replayed);
                    done(handle, act, AuditAction.WEBHOOK_REPLAYED, webhook, state);
                    return replayed;
                }));
        news.run();
        return count;
    }

    /** Sends a ping; empty when there is no such webhook. */
    public Optional<Delivery> test(Act act, String id) {
        Optional<Delivery> ping = jdbi.inTransaction(
                handle -> seen(act.caller(), WebhookTable.locked(handle, id)).map(webhook -> {
                    Message message = Message.ping("msg_ping_" + random(), now());
                    DeliveryTable.insert(handle, List.of(new DeliveryTable.Due(id, message)), now());
                    done(handle, act, AuditAction.WEBHOOK_TESTED, webhook, null);
                    return DeliveryTable.page(handle, id, Long.MAX_VALUE, 1).get(0);
                }));
        news.run();
        return ping;
    }

    private void done(Handle handle, Act act, AuditAction action, Webhook webhook, @Nullable ObjectNode state) {
        audit.add(
                handle,
                act.done(
                        action,
                        address(webhook.webhookId()),
                        webhook.spec().insurer(),
                        state == null ? States.none() : States.made(state)));
    }

    private static Optional<Webhook> seen(Caller caller, Optional<Webhook> webhook) {
        return webhook.filter(it -> caller.serves(it.spec().insurer()));
    }

    /** Without the path of the address, which may hold a token, and the description, which may hold anything. */
    private static ObjectNode state(WebhookSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("host", spec.url().getHost()).put("active", spec.active());
        var kinds = json.putArray("kinds");
        spec.kinds().stream().map(EventKind::word).sorted().forEach(kinds::add);
        return json;
    }

    private String random() {
        byte[] bytes = new byte[ID_BYTES];
        chance.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String address(String id) {
        return "/v1/webhooks/" + id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
