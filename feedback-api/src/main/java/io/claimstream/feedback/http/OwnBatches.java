package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.Batch;
import io.javalin.http.Context;
import java.util.Optional;

/** Batches of the insurer that a caller serves. */
final class OwnBatches {

    /** An insurer might be called so: its claims stand at the addresses of batches. */
    private static final String NAMESAKE = "batches";

    private final BatchLookup lookup;
    private final ClaimHandlers claims;

    OwnBatches(ApiPorts ports, ClaimHandlers claims) {
        this.lookup = new BatchLookup(ports.batches());
        this.claims = claims;
    }

    /**
     * The batch in the address; empty when that is a claim's, which is then answered.
     *
     * @param behind the rest of the address, behind the id
     * @throws ProblemException when there is no such batch, or not for this caller
     */
    Optional<Batch> find(Context context, String behind) {
        String batchId = context.pathParam("batchId");
        if (!BatchLookup.isId(batchId) && Authentication.caller(context).serves(NAMESAKE)) {
            claims.show(context, NAMESAKE, batchId + behind);
            return Optional.empty();
        }
        return Optional.of(lookup.find(context, batchId));
    }
}
