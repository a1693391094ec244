package io.claimstream.retrain;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.platform.streams.Origin;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Keys feedback by the claim that it names, and notes where it stood, so that a dead letter can say so. */
final class FeedbackKeyProcessor extends ContextualProcessor<byte[], ClaimFeedback, String, ClaimFeedback> {

    @Override
    public void process(Record<byte[], ClaimFeedback> said) {
        ClaimFeedback feedback = said.value();
        Record<String, ClaimFeedback> keyed =
                said.withKey(ClaimKey.textOf(feedback.getInsurer(), feedback.getClaimId()));
        context().recordMetadata().ifPresent(here -> Origin.mark(keyed.headers(), here, said.key()));
        context().forward(keyed);
    }
}
