package io.claimstream.benchmarks.search;

import io.claimstream.domain.feature.FeatureSetV1;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;

/** Fills what past claims are compared by: each claim that settled, with its features. Whose features they are makes no difference to a question, so all have the same. */
final class ManySettled {

    private static final byte[] FEATURES = features();
    /** The claim is looked up by its key: it was made up just before. */
    private static final String SETTLED =
            """
            insert into view_settled (insurer, claim_id, line_of_business, currency, label_kind, feature_set, features, claimant, estimate, settled, settled_at)
            select c.insurer, c.claim_id, c.line_of_business, c.currency, 'SETTLED', :featureSet, :features, 'p-' || x, c.estimate, c.decided_amount, c.decided_at
            from %s join view_claim c on c.insurer = %s and c.claim_id = 'c-' || x where c.decision = 'SETTLED'
            """;
    /** One claimant in a thousand. */
    private static final String ERASED =
            """
            insert into view_erasure (record_offset, insurer, claimant, receipt, erased_at)
            select cast(substring(claimant, 3) as integer), insurer, claimant, 'e-' || claimant, settled_at
            from view_settled where mod(cast(substring(claimant, 3) as integer), 1000) = 7
            """;

    private ManySettled() {}

    /** The settled ones of the claims from one number to another, both included. */
    static void fill(Handle handle, Dialect dialect, int from, int to) {
        handle.createUpdate(SETTLED.formatted(dialect.numbers(), ManyClaims.INSURER))
                .bind("from", (long) from)
                .bind("to", (long) to)
                .bind("featureSet", FeatureSetV1.VERSION)
                .bind("features", FEATURES)
                .execute();
    }

    /** Some claimants are erased: their claims are not compared. */
    static void erase(Handle handle) {
        handle.execute(ERASED);
    }

    private static byte[] features() {
        Random random = new Random(7);
        List<String> names = FeatureSetV1.NAMES;
        ByteBuffer buffer = ByteBuffer.allocate(names.size() * Float.BYTES);
        names.forEach(name -> buffer.putFloat(random.nextFloat()));
        return buffer.array();
    }
}
