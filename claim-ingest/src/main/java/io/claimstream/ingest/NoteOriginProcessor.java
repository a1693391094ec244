package io.claimstream.ingest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.streams.Origin;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Keys a submission by its claim, whatever key it came with, notes where it stood, seals it for the way, and has pseudonyms and the key of its claimant ready for when it is decided. */
final class NoteOriginProcessor extends ContextualProcessor<byte @Nullable [], Submission, String, Submission> {

    private final PeopleAhead people;

    private final Sealing sealing;

    NoteOriginProcessor(PeopleAhead people, Sealing sealing) {
        this.people = people;
        this.sealing = sealing;
    }

    @Override
    public void process(Record<byte @Nullable [], Submission> record) {
        ClaimSubmitted claim = record.value().claim();
        people.expect(claim, Instant.ofEpochMilli(record.timestamp()));
        RecordMetadata position = context().recordMetadata().orElseThrow();
        Headers headers = new RecordHeaders(record.headers().toArray());
        Origin.mark(headers, position, record.key());
        byte[] sealed = sealing.seal(record.value().original(), headers);
        context()
                .forward(record.withValue(new Submission(claim, sealed))
                        .withKey(ClaimKey.textOf(claim.getInsurer(), claim.getClaimId()))
                        .withHeaders(headers));
    }
}
