package io.claimstream.feedback.letter;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Shows rejected submissions, to each those of the own insurer. Thread-safe. */
public final class Rejections {

    private static final String BELOW = "(rejected_at < :at or (rejected_at = :at and (submitted_partition < :partition"
            + " or (submitted_partition = :partition and submitted_offset < :offset))))";

    /** What a comparison would take for any text, and what it is escaped by. */
    private static final Pattern WILDCARD = Pattern.compile("[!%_]");

    private final Jdbi jdbi;

    public Rejections(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those that stand behind a place, the newest first, at most {@code limit}. */
    public List<Rejected> page(Caller caller, RejectionFilter filter, @Nullable LetterPlace after, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("select * from view_rejection where 1 = 1");
        String insurer = caller.insurer() == null ? filter.insurer() : caller.insurer();
        if (insurer != null) {
            sql.append(" and insurer = :insurer");
            values.put("insurer", insurer);
        }
        if (filter.code() != null) {
            // Violations are a list of objects in our own form, where no text within quotes can hold the same.
            sql.append(" and violations like :code escape '!'");
            values.put("code", "%\"code\":\"" + WILDCARD.matcher(filter.code()).replaceAll("!$0") + "\"%");
        }
        if (filter.from() != null) {
            sql.append(" and rejected_at >= :from");
            values.put("from", LetterTable.time(filter.from()));
        }
        if (filter.to() != null) {
            sql.append(" and rejected_at < :to");
            values.put("to", LetterTable.time(filter.to()));
        }
        if (after != null) {
            sql.append(" and rejected_at <= :at and ").append(BELOW);
            values.put("at", LetterTable.time(after.diedAt()));
            values.put("partition", after.id().partition());
            values.put("offset", after.id().offset());
        }
        sql.append(" order by rejected_at desc, submitted_partition desc, submitted_offset desc limit ")
                .append(limit);
        return jdbi.withHandle(handle -> handle.createQuery(sql.toString())
                .bindMap(values)
                .map((row, context) -> rejected(row))
                .list());
    }

    /** One that the caller may see. */
    public Optional<Rejected> find(Caller caller, LetterId id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from view_rejection"
                                + " where submitted_partition = :partition and submitted_offset = :offset")
                        .bind("partition", id.partition())
                        .bind("offset", id.offset())
                        .map((row, context) -> rejected(row))
                        .findOne())
                .filter(it -> caller.serves(it.claim().insurer()));
    }

    private static Rejected rejected(ResultSet row) throws SQLException {
        return new Rejected(
                new LetterId(row.getInt("submitted_partition"), row.getLong("submitted_offset")),
                new ClaimKey(
                        Objects.requireNonNull(row.getString("insurer")),
                        Objects.requireNonNull(row.getString("claim_id"))),
                row.getInt("revision"),
                Objects.requireNonNull(row.getObject("rejected_at", OffsetDateTime.class))
                        .toInstant(),
                EventJson.parse(Objects.requireNonNull(row.getString("violations"))));
    }
}
