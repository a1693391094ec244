package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.Batch;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** Batches of the insurer that a caller serves. */
final class OwnBatches {

    private static final Pattern ID = Pattern.compile("b_[0-9a-f]{32}");
    /** An insurer might be called so: its claims stand at the addresses of batches. */
    private static final String NAMESAKE = "batches";

    private final ApiPorts ports;
    private final ClaimHandlers claims;

    OwnBatches(ApiPorts ports, ClaimHandlers claims) {
        this.ports = ports;
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
        if (!ID.matcher(batchId).matches() && Authentication.caller(context).serves(NAMESAKE)) {
            claims.show(context, NAMESAKE, batchId + behind);
            return Optional.empty();
        }
        return Optional.of(Optional.of(batchId)
                .filter(id -> ID.matcher(id).matches())
                .flatMap(ports.batches()::find)
                .filter(it -> Authentication.caller(context).serves(it.insurer()))
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.BATCH_NOT_FOUND, "Expected the id of a batch of yours.")));
    }
}
