package io.claimstream.feedback.letter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.letter.Replay.State;
import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Shows dead letters and has them put back. Each sees those of the own insurer; those that say no insurer are for who serves all. Thread-safe. */
public final class Letters {

    /** Most letters that are asked for at once. */
    public static final int MOST_AT_ONCE = 1_000;

    private static final String ADDRESS = "/v1/dead-letters/";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Runnable nudge;

    /** @param nudge called when there is something to put back */
    public Letters(Jdbi jdbi, AuditTrail audit, Clock clock, Runnable nudge) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.nudge = nudge;
    }

    /**
     * What was asked for.
     *
     * @param letter as it is now
     * @param isNew whether nobody had asked before
     */
    public record Asked(Letter letter, boolean isNew) {}

    /** Those that stand behind a place, the newest first, at most {@code limit}; without what came of those that were put back. */
    public List<Letter> page(Caller caller, LetterFilter filter, @Nullable LetterPlace after, int limit) {
        return jdbi.withHandle(handle -> LetterTable.page(handle, own(caller, filter), after, limit));
    }

    /** One that the caller may see, with what came of it. */
    public Optional<Letter> find(Caller caller, LetterId id) {
        return jdbi.withHandle(handle -> LetterTable.find(handle, id)
                .filter(it -> caller.serves(it.insurer()))
                .map(it -> ReplayOutcomes.of(handle, it)));
    }

    /**
     * What came of a letter that {@linkplain Letter#isPutBackUnread was put back unread}, now that its bytes were looked at again: its schema may be known since.
     *
     * @param claim what they say it is about; null when they still do not, and then it is to die again
     */
    public Letter readAgain(Letter letter, Letter.@Nullable About claim) {
        return claim == null
                ? letter.asked()
                        .map(it -> letter.with(it.with(Replay.Outcome.PENDING)))
                        .orElse(letter)
                : jdbi.withHandle(handle -> ReplayOutcomes.of(handle, letter.with(claim)));
    }

    /** Has a letter put back. Asked for again, nothing happens. */
    public Asked replay(Act act, Letter letter) {
        if (letter.replay() != null) {
            return new Asked(letter, false);
        }
        Instant now = now();
        boolean isNew = isAsked(
                List.of(letter),
                act,
                now,
                handle -> audit.add(
                        handle,
                        act.done(
                                AuditAction.DEAD_LETTER_REPLAYED,
                                ADDRESS + letter.id() + "/replay",
                                letter.insurer(),
                                States.none())));
        return isNew
                ? new Asked(letter.with(new Replay(State.WAITING, act.caller().name(), now, null, null)), true)
                : new Asked(find(act.caller(), letter.id()).orElse(letter), false);
    }

    /** How many letters {@link #replayAll} would ask for, at most {@value #MOST_AT_ONCE}. */
    public int count(Caller caller, LetterFilter filter) {
        return jdbi.withHandle(handle -> LetterTable.replayable(handle, own(caller, filter), MOST_AT_ONCE))
                .size();
    }

    /**
     * Has all letters put back that may be and were not asked for yet, at most {@value #MOST_AT_ONCE}, the oldest first.
     *
     * @return how many
     */
    public int replayAll(Act act, LetterFilter filter) {
        List<Letter> letters =
                jdbi.withHandle(handle -> LetterTable.replayable(handle, own(act.caller(), filter), MOST_AT_ONCE));
        if (letters.isEmpty()) {
            return 0;
        }
        ObjectNode said = json(own(act.caller(), filter)).put("letters", letters.size());
        boolean isNew = isAsked(
                letters,
                act,
                now(),
                handle -> audit.add(
                        handle,
                        act.done(
                                AuditAction.DEAD_LETTER_REPLAYED,
                                ADDRESS + "replay",
                                act.caller().insurer(),
                                States.made(said))));
        // Somebody else asked for some of them at the same time: the rest is asked for without those.
        return isNew ? letters.size() : replayAll(act, filter);
    }

    /** Notes who looks into a letter, before it is shown: who is not noted sees nothing. */
    public void noteLook(Act act, AuditAction action, String resource, @Nullable String insurer) {
        jdbi.useTransaction(handle -> audit.add(handle, act.done(action, resource, insurer, States.none())));
    }

    private boolean isAsked(List<Letter> letters, Act act, Instant now, java.util.function.Consumer<Handle> alongside) {
        try {
            jdbi.useTransaction(handle -> {
                letters.forEach(
                        it -> ReplayTable.ask(handle, it.id(), act.caller().name(), now));
                alongside.accept(handle);
            });
        } catch (JdbiException e) {
            if (UniqueViolation.caused(e)) {
                return false;
            }
            throw e;
        }
        nudge.run();
        return true;
    }

    private static LetterFilter own(Caller caller, LetterFilter filter) {
        String insurer = caller.insurer();
        return insurer == null
                ? filter
                : new LetterFilter(
                        insurer,
                        filter.code(),
                        filter.service(),
                        filter.topic(),
                        filter.from(),
                        filter.to(),
                        filter.asked());
    }

    private static ObjectNode json(LetterFilter filter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "insurer", filter.insurer());
        put(json, "code", filter.code());
        put(json, "service", filter.service());
        put(json, "topic", filter.topic());
        put(json, "from", filter.from());
        put(json, "to", filter.to());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
