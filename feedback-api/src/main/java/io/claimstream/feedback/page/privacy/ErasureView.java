package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Erasure;
import io.claimstream.feedback.privacy.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as its page shows it.
 *
 * @param facts who wants it, and where it stands
 * @param steps what is done of it; empty before it is confirmed
 * @param obstacles what keeps it from being confirmed now, in words
 * @param isWaiting whether it waits for a second person
 * @param isUnderWay whether it is being carried out
 * @param mayConfirm whether the reader may be the second person
 * @param mayDecline whether the reader may decline it
 * @param whyNot why the reader may not be the second person; blank otherwise
 * @param receipt what the receipt says; null until all is done
 */
public record ErasureView(
        ErasureLine line,
        List<Fact> facts,
        List<StepLine> steps,
        List<String> obstacles,
        boolean isWaiting,
        boolean isUnderWay,
        boolean mayConfirm,
        boolean mayDecline,
        String whyNot,
        @Nullable ReceiptView receipt) {

    /** Something that is known of it. */
    public record Fact(String name, String text) {}

    /**
     * What is known of an erasure beside itself.
     *
     * @param done steps that are done, and when
     * @param obstacles what keeps it from being confirmed now
     * @param isOwn whether the reader asked for it
     * @param mayDecide whether the role of the reader confirms erasures
     * @param receipt what the receipt says; null until all is done
     */
    record Known(
            Map<Step, Instant> done,
            List<String> obstacles,
            boolean isOwn,
            boolean mayDecide,
            @Nullable ReceiptView receipt) {}

    static ErasureView of(Erasure erasure, Known known, Instant now, Reader reader, Names names) {
        Erasure.State state = erasure.state(now);
        boolean isWaiting = state == Erasure.State.WAITING;
        boolean isConfirmed = erasure.receipt() != null;
        boolean mayConfirm = isWaiting && known.mayDecide() && !known.isOwn();
        return new ErasureView(
                ErasureLine.of(erasure, now, reader, names),
                facts(erasure, state, reader, names),
                isConfirmed ? StepLine.of(known.done(), state == Erasure.State.CONFIRMED, reader) : List.of(),
                isWaiting ? known.obstacles() : List.of(),
                isWaiting,
                state == Erasure.State.CONFIRMED,
                mayConfirm && known.obstacles().isEmpty(),
                isWaiting && known.mayDecide(),
                isWaiting && !mayConfirm ? whyNot(known) : "",
                known.receipt());
    }

    private static String whyNot(Known known) {
        return known.isOwn()
                ? "You asked for it, so somebody else has to confirm it: a privacy officer or an administrator."
                : "A privacy officer or an administrator who did not ask for it has to confirm it.";
    }

    private static List<Fact> facts(Erasure erasure, Erasure.State state, Reader reader, Names names) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("State", ErasureLine.word(state)));
        facts.add(new Fact("Insurer", erasure.subject().insurer()));
        facts.add(new Fact("Claimant", erasure.subject().pseudonym()));
        facts.add(new Fact("Reason", erasure.reason()));
        facts.add(new Fact(
                "Asked for by",
                names.apply(erasure.asked().by()) + ", "
                        + reader.time(erasure.asked().at())));
        if (state == Erasure.State.WAITING) {
            facts.add(new Fact("Waits until", reader.time(erasure.expiresAt())));
        }
        Optional.ofNullable(erasure.decided())
                .ifPresent(it -> facts.add(new Fact(
                        state == Erasure.State.DECLINED ? "Declined by" : "Confirmed by",
                        names.apply(it.by()) + ", " + reader.time(it.at()))));
        Optional.ofNullable(erasure.receiptText()).ifPresent(it -> facts.add(new Fact("Receipt", it)));
        Optional.ofNullable(erasure.doneAt()).ifPresent(it -> facts.add(new Fact("Done", reader.time(it))));
        return facts;
    }
}
