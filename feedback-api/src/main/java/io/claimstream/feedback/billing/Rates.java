package io.claimstream.feedback.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.billing.RateMonths;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What scores cost, by insurer and month. No month has two rates, and none under an invoice that stands is changed. Each change and its entry in the audit trail are one
 * transaction. Thread-safe.
 */
public final class Rates {

    /** Address of rates, below which each has its own. */
    public static final String ADDRESS = "/v1/billing/rates";

    private static final int ID_BYTES = 6;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    public Rates(Jdbi jdbi, AuditTrail audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Rates that count, by insurer and month.
     *
     * @param insurer of one insurer only; null for all
     */
    public List<Rate> list(@Nullable String insurer) {
        return jdbi.withHandle(handle -> RateTable.standing(handle, insurer));
    }

    /**
     * Adds a rate.
     *
     * @throws BillingRefusedException when the insurer has another one in one of the months
     */
    public Rate add(Act act, RateSpec spec) {
        byte[] id = new byte[ID_BYTES];
        chance.nextBytes(id);
        Rate rate = new Rate(
                "r_" + HexFormat.of().formatHex(id), spec, now(), act.caller().name(), null);
        return locked(handle -> {
            requireFree(handle, spec, "");
            RateTable.insert(handle, rate);
            audit.add(
                    handle, act.done(AuditAction.RATE_ADDED, address(rate), spec.insurer(), States.made(state(spec))));
            return rate;
        });
    }

    /**
     * Has a rate end with a month, earlier or later than it did.
     *
     * @throws BillingRefusedException when there is no such rate, an invoice stands for a month that would be without it, or another rate holds in one that it would gain
     */
    public Rate end(Act act, String rateId, YearMonth last) {
        return locked(handle -> {
            Rate rate = find(handle, rateId);
            RateMonths before = rate.spec().months();
            if (last.isBefore(before.first())) {
                throw new BillingRefusedException(
                        Refusal.BAD_REQUEST, "Expected a last month that is not before " + before.first() + ".");
            }
            RateMonths months = new RateMonths(before.first(), last);
            requireUnused(handle, rate, months);
            RateSpec next = rate.spec().during(months);
            requireFree(handle, next, rateId);
            RateTable.end(handle, rateId, last);
            audit.add(
                    handle,
                    act.done(
                            AuditAction.RATE_ENDED,
                            address(rate),
                            next.insurer(),
                            new States(state(rate.spec()), state(next))));
            return new Rate(rateId, next, rate.createdAt(), rate.createdBy(), null);
        });
    }

    /**
     * Takes a rate back by which nothing was billed.
     *
     * @throws BillingRefusedException when there is no such rate, or an invoice stands for one of its months
     */
    public void withdraw(Act act, String rateId) {
        var unused = locked(handle -> {
            Rate rate = find(handle, rateId);
            requireUnused(handle, rate, null);
            RateTable.withdraw(handle, rateId, now());
            audit.add(
                    handle,
                    act.done(
                            AuditAction.RATE_WITHDRAWN,
                            address(rate),
                            rate.spec().insurer(),
                            new States(state(rate.spec()), null)));
            return rate;
        });
    }

    /** The rate of an insurer in a month. */
    static Optional<Rate> inForce(Handle handle, String insurer, YearMonth month) {
        return RateTable.standing(handle, insurer).stream()
                .filter(it -> it.spec().months().has(month))
                .findFirst();
    }

    private static void requireFree(Handle handle, RateSpec spec, String except) {
        RateTable.standing(handle, spec.insurer()).stream()
                .filter(it -> !it.rateId().equals(except))
                .filter(it -> it.spec().months().overlaps(spec.months()))
                .findFirst()
                .ifPresent(it -> {
                    throw new BillingRefusedException(
                            Refusal.RATE_OVERLAPS,
                            "Expected months in which '" + spec.insurer() + "' has no rate, but " + it.rateId()
                                    + " holds " + text(it.spec().months()) + ".");
                });
    }

    /** @param months those that the rate keeps; null for none */
    private static void requireUnused(Handle handle, Rate rate, @Nullable RateMonths months) {
        InvoiceTable.months(handle, rate.spec().insurer()).stream()
                .filter(it -> rate.spec().months().has(it))
                .filter(it -> months == null || !months.has(it))
                .findFirst()
                .ifPresent(it -> {
                    throw new BillingRefusedException(
                            Refusal.RATE_IN_USE, "Expected months without an invoice, but one stands for " + it + ".");
                });
    }

    private static Rate find(Handle handle, String rateId) {
        return RateTable.find(handle, rateId)
                .filter(it -> it.withdrawnAt() == null)
                .orElseThrow(() -> new BillingRefusedException(Refusal.RATE_NOT_FOUND, "Expected the id of a rate."));
    }

    /** Changes of rates and invoices come one after the other, so that what one has checked holds until it is done. */
    private <T> T locked(Locked.Work<T> work) {
        return Locked.run(jdbi, work);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String text(RateMonths months) {
        return "from " + months.first() + (months.last() == null ? " on" : " through " + months.last());
    }

    private static String address(Rate rate) {
        return ADDRESS + "/" + rate.rateId();
    }

    private static ObjectNode state(RateSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("firstMonth", spec.months().first().toString());
        YearMonth last = spec.months().last();
        json.put("lastMonth", last == null ? null : last.toString());
        json.put("currency", spec.currency()).put("taxPercent", spec.taxPercent());
        json.put("paymentDays", spec.paymentDays());
        json.set("tiers", TiersJson.of(spec.tiers()));
        return json;
    }
}
