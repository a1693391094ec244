package io.claimstream.feedback.batch;

import io.claimstream.feedback.batch.BatchSearch.Place;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Lists batches, the newest first. There are those of thirty days only, by an index on when they came. Thread-safe. */
final class BatchList {

    private final Jdbi jdbi;

    BatchList(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Batch> find(BatchSearch search) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        search.insurer().ifPresent(it -> conditions.add("insurer = :insurer"));
        search.actor().ifPresent(it -> conditions.add("actor = :actor"));
        search.after().ifPresent(it -> conditions.add("begun_at <= :at and (begun_at < :at or batch_id < :id)"));
        String sql = "select * from record_batch where " + String.join(" and ", conditions)
                + " order by begun_at desc, batch_id desc limit :limit";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql).bind("limit", search.limit());
            search.insurer().ifPresent(it -> query.bind("insurer", it));
            search.actor().ifPresent(it -> query.bind("actor", it));
            search.after().map(Place::begunAt).ifPresent(it -> query.bind("at", time(it)));
            search.after().map(Place::batchId).ifPresent(it -> query.bind("id", it));
            return query.map((row, context) -> BatchRows.batch(row)).list();
        });
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
