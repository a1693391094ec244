package io.claimstream.feedback.view;

import io.claimstream.model.DatasetSummary.Offsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Questions about what became of a model's scores. */
final class LineageQueries {

    private static final String LABELLED =
            "select count(*) from (select distinct l.insurer, l.claim_id from view_score s"
                    + " join view_label l on l.insurer = s.insurer and l.claim_id = s.claim_id"
                    + " where s.model_version = :version%s and (%s)) as labelled";

    private LineageQueries() {}

    /** @param ranges at least one */
    static long labelledWithin(Handle handle, String version, @Nullable String insurer, List<Offsets> ranges) {
        String within = IntStream.range(0, ranges.size())
                .mapToObj(i -> "(l.partition_number = :partition" + i + " and l.record_offset >= :from" + i
                        + " and l.record_offset < :to" + i + ")")
                .collect(Collectors.joining(" or "));
        Query query = handle.createQuery(LABELLED.formatted(insurer == null ? "" : " and s.insurer = :insurer", within))
                .bind("version", version);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        for (int i = 0; i < ranges.size(); i++) {
            query.bind("partition" + i, ranges.get(i).partition())
                    .bind("from" + i, ranges.get(i).from())
                    .bind("to" + i, ranges.get(i).to());
        }
        return query.mapTo(Long.class).one();
    }
}
