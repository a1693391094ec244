package io.claimstream.ingest;

import io.claimstream.domain.ingest.IngestOutcome;
import io.claimstream.domain.ingest.IngestOutcome.Accepted;
import io.claimstream.domain.ingest.IngestOutcome.Rejected;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns an outcome into what is to be written. Thread-safe. */
record AnswerEncoder(EventEncoder events, PersonalBlocks blocks) {

    /** @param submitted the claim that the outcome is of */
    Answer encode(IngestOutcome outcome, ClaimSubmitted submitted) {
        return outcome.fold(accepted -> accepted(accepted, submitted), this::rejected, AnswerEncoder::duplicate);
    }

    private Answer accepted(Accepted accepted, ClaimSubmitted submitted) {
        List<Encoded> outputs = new ArrayList<>();
        outputs.add(events.encode(Topics.CLAIMS_ACCEPTED, blocks.into(accepted.claim(), submitted)));
        accepted.protectedAttributes()
                .ifPresent(attributes -> outputs.add(events.encode(Topics.CLAIMS_PROTECTED, attributes)));
        return new Answer(Optional.of(accepted.next()), List.copyOf(outputs), IngestMetrics::accepted);
    }

    private Answer rejected(Rejected rejected) {
        return new Answer(
                Optional.empty(),
                List.of(events.encode(Topics.CLAIMS_REJECTED, rejected.rejection())),
                IngestMetrics::rejected);
    }

    private static Answer duplicate() {
        return new Answer(Optional.empty(), List.of(), IngestMetrics::duplicate);
    }
}
