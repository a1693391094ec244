package io.claimstream.feedback.view;

import io.claimstream.feedback.PostgresDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Skipped, with the reason, where PostgreSQL cannot be started. */
class PostgresClaimListIT extends ClaimListContract {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    String plan(String sql) {
        return jdbi().inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_bitmapscan = off");
            handle.execute("set local enable_hashjoin = off");
            handle.execute("set local enable_mergejoin = off");
            return String.join(
                    "\n",
                    handle.createQuery("explain " + sql).mapTo(String.class).list());
        });
    }

    @Override
    boolean isSorted(String plan) {
        return !plan.contains("Sort Key");
    }

    @Override
    Jdbi jdbi() {
        return DATABASE.jdbi();
    }
}
