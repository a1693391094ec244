package io.claimstream.feedback.page.queue;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.QueueDesk.Queued;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.queue.Assignment.Holder;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Facts;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A claim of the queue as its page shows it. What is not known is {@link Reader#NONE}.
 *
 * @param claimId its id
 * @param insurer whose claim it is
 * @param address its own page
 * @param line line of business in words
 * @param currency ISO 4217 code of the newest facts
 * @param submittedAt when its newest revision came in
 * @param deadline when an answer is due, or null
 * @param due how near that is
 * @param left that in words
 * @param estimate the estimated median
 * @param interval the interval, or blank
 * @param moneyAtRisk upper less lower end
 * @param holder who has it, or blank
 * @param until until when, or null
 * @param isMine whether the reader has it
 * @param mayTake whether the reader may take it
 * @param isInsurerNamed whether the reader sees claims of several insurers
 * @param act address of what the reader may do with it: take it, or give it back
 * @param version counts the changes of who has it
 */
public record QueueRow(
        String claimId,
        String insurer,
        String address,
        String line,
        String currency,
        Instant submittedAt,
        @Nullable Instant deadline,
        Due due,
        String left,
        String estimate,
        String interval,
        String moneyAtRisk,
        String holder,
        @Nullable Instant until,
        boolean isMine,
        boolean mayTake,
        boolean isInsurerNamed,
        String act,
        long version) {

    private static final Duration SOON = Duration.ofDays(2);

    /** How near a deadline is. */
    public enum Due {
        PASSED,
        SOON,
        LATER,
        NONE
    }

    /**
     * Who reads, and when.
     *
     * @param names what someone is called, by the actor
     * @param behind the filter of the queue, behind its question mark; blank for none
     */
    record Sight(
            Caller caller,
            boolean mayWork,
            Reader reader,
            Instant now,
            Function<String, String> names,
            String behind) {}

    static QueueRow of(Queued queued, Sight sight) {
        ClaimSummary claim = queued.claim();
        Facts facts = claim.facts();
        String currency = facts == null ? "" : facts.currency();
        Instant deadline = facts == null ? null : facts.answerDueAt();
        Scored score = claim.score();
        Optional<Holder> holder = queued.assignment().holder(sight.now());
        boolean isMine =
                holder.filter(it -> it.actor().equals(sight.caller().name())).isPresent();
        boolean isFree = holder.isEmpty() || sight.caller().role() == Role.ADMINISTRATOR;
        String insurer = claim.key().insurer();
        String id = claim.key().claimId();
        return new QueueRow(
                id,
                insurer,
                Addresses.claim(insurer, id) + sight.behind(),
                facts == null ? Reader.NONE : Words.of(facts.lineOfBusiness()),
                currency,
                claim.submittedAt(),
                deadline,
                due(sight.now(), deadline),
                deadline == null ? "" : sight.reader().due(sight.now(), deadline),
                score == null ? Reader.NONE : sight.reader().money(score.estimate(), score.currency()),
                score == null ? "" : interval(score, sight.reader()),
                score == null || score.moneyAtRisk() == null
                        ? Reader.NONE
                        : sight.reader().money(score.moneyAtRisk(), score.currency()),
                holder.map(it -> isMine ? "You" : sight.names().apply(it.actor()))
                        .orElse(""),
                holder.map(Holder::until).orElse(null),
                isMine,
                sight.mayWork() && isFree && !isMine,
                sight.caller().insurer() == null,
                Addresses.queued(insurer, id, isMine ? "release" : "take") + sight.behind(),
                queued.assignment().version());
    }

    /** {@link #due} as the style sheet calls it. */
    public String nearness() {
        return due.name().toLowerCase(Locale.ROOT);
    }

    private static Due due(Instant now, @Nullable Instant deadline) {
        if (deadline == null) {
            return Due.NONE;
        }
        if (deadline.isBefore(now)) {
            return Due.PASSED;
        }
        return deadline.isBefore(now.plus(SOON)) ? Due.SOON : Due.LATER;
    }

    private static String interval(Scored score, Reader reader) {
        return score.lower() == null || score.upper() == null
                ? ""
                : reader.money(score.lower(), score.currency()) + " to "
                        + reader.money(score.upper(), score.currency());
    }
}
