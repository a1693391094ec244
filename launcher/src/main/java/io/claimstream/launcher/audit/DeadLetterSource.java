package io.claimstream.launcher.audit;

import io.claimstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads from a dead letter's headers which record it was. */
final class DeadLetterSource {

    private static final String TOPIC = "claimstream.dead.topic";
    private static final String PARTITION = "claimstream.dead.partition";
    private static final String OFFSET = "claimstream.dead.offset";

    private DeadLetterSource() {}

    /** The submitted record that a dead letter answers; empty when it was a record of another topic. */
    static Optional<Ref> submitted(Headers headers) {
        if (!text(headers, TOPIC).equals(Optional.of(Topics.CLAIMS_SUBMITTED.name()))) {
            return Optional.empty();
        }
        return text(headers, PARTITION).flatMap(partition -> text(headers, OFFSET)
                .map(offset -> new Ref(Integer.parseInt(partition), Long.parseLong(offset))));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return Optional.ofNullable(header).map(found -> new String(found.value(), StandardCharsets.UTF_8));
    }
}
