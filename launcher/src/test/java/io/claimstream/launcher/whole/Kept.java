package io.claimstream.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an instance keeps of everybody but some claimants, hashed by table and topic: read from tables and topics themselves, by nothing of what erases. */
final class Kept {

    /** Tables with one of these columns say something of one claim or person; others hold sums, places, and those who work here. */
    private static final Set<String> OF_CLAIMS = Set.of("claim_id", "claimant", "subject", "pseudonym");

    private final Settings settings;

    /** Values by which rows and keys of records are theirs. */
    private final Set<String> theirs;

    /**
     * @param settings of an instance, whose database lets others in
     * @param theirs ids of claims and pseudonyms of those whose rows are not looked at
     */
    Kept(Settings settings, Set<String> theirs) {
        this.settings = settings;
        this.theirs = Set.copyOf(theirs);
    }

    /** As above, of everybody but the claimants of some claims, which have to be in the read model. */
    static Kept without(Settings settings, Set<String> claimIds) {
        Set<String> theirs = new HashSet<>(claimIds);
        try (Database database = Database.openUnchanged(settings)) {
            database.jdbi().useHandle(handle -> handle.createQuery("select distinct claimant from view_claim_revision"
                            + " where claim_id in (<claims>) and claimant is not null")
                    .bindList("claims", List.copyOf(claimIds))
                    .mapTo(String.class)
                    .forEach(theirs::add));
        }
        return new Kept(settings, theirs);
    }

    /** SHA-256 of the rows of each table that says something of single claims, in the order of their text. */
    SortedMap<String, String> tables() {
        try (Database database = Database.openUnchanged(settings)) {
            return database.jdbi().withHandle(handle -> {
                SortedMap<String, String> hashes = new TreeMap<>();
                for (String table : tablesOfClaims(handle)) {
                    hashes.put(table, hash(rows(handle, table)));
                }
                return hashes;
            });
        }
    }

    /** How many rows a table has of them. */
    int count(String table) {
        try (Database database = Database.openUnchanged(settings)) {
            return database.jdbi().withHandle(handle -> rows(handle, table).size());
        }
    }

    /** Where the topics of claims end now. */
    Map<String, List<Offsets>> ends() {
        try (EvidenceLog log = new EvidenceLog(settings)) {
            Map<String, List<Offsets>> ends = new TreeMap<>();
            topics().forEach(it -> ends.put(it, log.whole(it)));
            return ends;
        }
    }

    /** SHA-256 of the committed records of each topic before some ends, as they stand there. */
    SortedMap<String, String> topics(Map<String, List<Offsets>> ends) {
        try (EvidenceLog log = new EvidenceLog(settings)) {
            SortedMap<String, String> hashes = new TreeMap<>();
            ends.forEach((topic, ranges) -> {
                List<String> records = new ArrayList<>();
                log.read(topic, ranges, it -> {
                    if (!isTheirs(it.key())) {
                        records.add(text(it));
                    }
                });
                hashes.put(topic, hash(records.stream().sorted().toList()));
            });
            return hashes;
        }
    }

    private static List<String> topics() {
        return Topics.ALL.stream()
                .map(Topic::name)
                .filter(it -> it.startsWith("claims."))
                .toList();
    }

    /** Keys are a claim, a claimant or a feedback; those of submissions are upstream's own. */
    private boolean isTheirs(byte @Nullable [] key) {
        return key != null
                && Arrays.stream(new String(key, UTF_8).split("\\|", -1)).anyMatch(theirs::contains);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + hex(header.value()));
        }
        return record.partition() + "/" + record.offset() + " " + record.timestamp() + " " + hex(record.key()) + " "
                + hex(record.value()) + " " + headers;
    }

    private static List<String> tablesOfClaims(Handle handle) {
        return handle.createQuery("select distinct lower(c.table_name) from information_schema.columns c"
                        + " where lower(c.table_schema) = 'public' and lower(c.column_name) in (<columns>)"
                        + " and (lower(c.table_name) like 'view!_%' escape '!'"
                        + " or lower(c.table_name) like 'record!_%' escape '!')")
                .bindList("columns", List.copyOf(OF_CLAIMS))
                .mapTo(String.class)
                .list();
    }

    private List<String> rows(Handle handle, String table) {
        return handle.createQuery("select * from " + table).map((row, context) -> cells(row)).stream()
                .filter(it -> it.values().stream().noneMatch(theirs::contains))
                // The mark of somebody who was erased.
                .filter(it -> !(table.equals("record_pseudonym")
                        && Objects.requireNonNull(it.get("pseudonym")).isEmpty()))
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static SortedMap<String, String> cells(ResultSet row) throws SQLException {
        SortedMap<String, String> cells = new TreeMap<>();
        var columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            boolean isBinary = columns.getColumnType(i) == Types.VARBINARY || columns.getColumnType(i) == Types.BINARY;
            @Nullable String text = isBinary ? hex(row.getBytes(i)) : row.getString(i);
            cells.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), text == null ? "" : text);
        }
        return cells;
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "" : HexFormat.of().formatHex(bytes);
    }

    private static String hash(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(it -> {
                digest.update(it.getBytes(UTF_8));
                digest.update((byte) '\n');
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
