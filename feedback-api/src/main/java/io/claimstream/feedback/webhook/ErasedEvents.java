package io.claimstream.feedback.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.events.FeedEvent;
import io.claimstream.feedback.events.Placed;
import io.claimstream.feedback.view.ErasedClaims;
import io.claimstream.schemas.json.EventJson;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Events of claims whose claimant is erased: the log has them still, and a feeder that is behind must not make deliveries of them again. */
final class ErasedEvents {

    private ErasedEvents() {}

    /** Records without such events. */
    static List<Placed> without(Handle handle, List<Placed> records) {
        return ErasedClaims.isAny(handle)
                ? records.stream().map(it -> without(handle, it)).toList()
                : records;
    }

    private static Placed without(Handle handle, Placed record) {
        return new Placed(
                record.partition(),
                record.offset(),
                record.at(),
                record.events().stream().filter(it -> !isErased(handle, it)).toList());
    }

    private static boolean isErased(Handle handle, FeedEvent event) {
        JsonNode data = EventJson.parse(event.data());
        String insurer = data.path("insurer").asText("");
        String claimId = data.path("claimId").asText("");
        return ClaimKey.isInsurer(insurer)
                && ClaimKey.isClaimId(claimId)
                && ErasedClaims.isErased(
                        handle,
                        new ClaimKey(insurer, claimId),
                        data.path("revision").asInt(Integer.MAX_VALUE));
    }
}
