package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.billing.Billing;
import io.claimstream.feedback.desk.CommandDesk;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.desk.RescoreDesk;
import io.claimstream.feedback.desk.RevisionDesk;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.UploadDesk;
import io.claimstream.feedback.events.EventFeed;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Upkeep;
import io.claimstream.feedback.webhook.Webhooks;
import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.platform.service.Health;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the handlers work with.
 *
 * @param access tells who may ask, and keeps what they did
 * @param review who decides on claims, and how far
 * @param publisher writes claims
 * @param desk takes feedback
 * @param revisions takes what is said instead of an earlier feedback
 * @param commands takes commands about models
 * @param uploads takes models that were made elsewhere
 * @param rescoring asks for scores to be done again
 * @param scoring takes claims whose score is waited for
 * @param whatIf answers why, and what if
 * @param batches takes many claims at once
 * @param feed tells what happens
 * @param webhooks addresses that are told what happens
 * @param letters what did not get through
 * @param operations what was seen of how Claimstream gets on
 * @param served what the scoring-processors serve
 * @param readModel answers questions
 * @param upkeep tells how the read model is, and has it rebuilt
 * @param figures answers how much and how well
 * @param billing bills insurers for scores
 * @param privacy looks after personal data
 * @param ledger remembers what was answered to requests that name themselves
 * @param caughtUp whether the read model has everything that was there when the service started
 * @param health how the service is
 * @param metrics the meters in Prometheus' text form
 * @param clock the wall clock
 * @param executor runs what follows an acknowledgement
 */
public record ApiPorts(
        AccessPorts access,
        ReviewPorts review,
        EventPublisher publisher,
        FeedbackDesk desk,
        RevisionDesk revisions,
        CommandDesk commands,
        UploadDesk uploads,
        RescoreDesk rescoring,
        ScoringDesk scoring,
        WhatIfDesk whatIf,
        BatchDesk batches,
        EventFeed feed,
        Webhooks webhooks,
        LetterPorts letters,
        OperationsPorts operations,
        ServedOffsets served,
        ReadModel readModel,
        Upkeep upkeep,
        Figures figures,
        Billing billing,
        PrivacyPorts privacy,
        IdempotencyLedger ledger,
        BooleanSupplier caughtUp,
        Supplier<Health> health,
        Supplier<String> metrics,
        Clock clock,
        Executor executor) {

    /** Something that is not in the read model: while that catches up, nobody knows. */
    public ProblemException missing(ProblemCode code, String detail) {
        return caughtUp.getAsBoolean() ? new ProblemException(code, detail) : catchingUp();
    }

    static ProblemException catchingUp() {
        return new ProblemException(
                ProblemCode.CATCHING_UP, "Expected a read model that holds everything; try again soon.");
    }
}
