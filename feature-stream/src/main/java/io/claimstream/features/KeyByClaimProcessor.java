package io.claimstream.features;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.platform.streams.Origin;
import io.claimstream.platform.trace.TraceHeader;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keys a feedback by its claim, whatever key it came with, and notes where it stood. */
final class KeyByClaimProcessor extends ContextualProcessor<byte @Nullable [], ClaimFeedback, String, ClaimFeedback> {

    @Override
    public void process(Record<byte @Nullable [], ClaimFeedback> record) {
        Headers headers = TraceHeader.only(record.headers());
        Origin.mark(headers, context().recordMetadata().orElseThrow(), record.key());
        String claim =
                ClaimKey.textOf(record.value().getInsurer(), record.value().getClaimId());
        context().forward(record.withKey(claim).withHeaders(headers));
    }
}
