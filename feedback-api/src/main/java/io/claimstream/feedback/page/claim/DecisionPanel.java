package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.QueueFilter;
import java.util.List;

/**
 * What was decided on an estimate, and what the reader may decide.
 *
 * @param address where decisions are sent
 * @param behind the filter of the queue that the reader came from, behind its question mark; blank for none
 * @param scoreId the score that is decided on; blank before there is one
 * @param state what may be done
 * @param decided what was decided, in words; blank for nothing
 * @param feedbackId what stands and may be taken back; blank for nothing
 * @param estimate the estimate with its currency
 * @param currency ISO 4217 code
 * @param isAboveAuthority whether to agree with the estimate needs a second person
 * @param waits what waits for a second person, in words; blank for nothing
 * @param requestId names the next decision, so that it is taken once however often it is sent
 * @param typed what was typed and not taken
 * @param errors what was wrong with it
 */
public record DecisionPanel(
        String address,
        String behind,
        String scoreId,
        State state,
        String decided,
        String feedbackId,
        String estimate,
        String currency,
        boolean isAboveAuthority,
        String waits,
        String requestId,
        Typed typed,
        FormErrors errors) {

    /** What may be done. */
    public enum State {
        /** There is no score to decide on. */
        NO_SCORE,
        /** The reader is nobody who decides. */
        READ_ONLY,
        /** The reasons were not shown to the reader yet. */
        REASONS_FIRST,
        /** Agree or correct. */
        OPEN,
        /** Somebody decided: take it back, or decide otherwise. */
        DECIDED,
        /** It was paid: nothing is left to decide. */
        SETTLED
    }

    /** What was typed. */
    public record Typed(String amount, String reasonCode, String note) {

        static final Typed NOTHING = new Typed("", "", "");
    }

    /** It under the name of a form that was sent before. */
    DecisionPanel named(String earlierRequestId) {
        return new DecisionPanel(
                address,
                behind,
                scoreId,
                state,
                decided,
                feedbackId,
                estimate,
                currency,
                isAboveAuthority,
                waits,
                earlierRequestId,
                typed,
                errors);
    }

    /** Whether there is a form. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.DECIDED;
    }

    /** Why an estimate is corrected: what people choose from, as codes with words. */
    public static List<QueueFilter.Choice> reasonCodes() {
        return List.of(
                new QueueFilter.Choice("PROGNOSIS", "Prognosis is different"),
                new QueueFilter.Choice("HEADS_OF_LOSS", "Amounts claimed are not justified"),
                new QueueFilter.Choice("MISSING_FACTS", "Facts are missing from the claim"),
                new QueueFilter.Choice("LIABILITY", "Liability is shared or disputed"),
                new QueueFilter.Choice("PRECEDENT", "Similar claims were settled otherwise"),
                new QueueFilter.Choice("OTHER", "Something else"));
    }
}
