package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSearch.Holding;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Lists claims. A list over all insurers is the merged lists of each: every index begins with the insurer. */
final class ClaimQueries {

    /** Behind every character of a claim id. */
    private static final char BEHIND = 0x7f;

    private static final String BY_ID = "select v.* from unnest(cast(:claims as varchar array)) as c(claim_id)"
            + " join view_claim v on v.insurer = :insurer and v.claim_id = c.claim_id";
    private static final String HELD = "select claim_id from record_assignment"
            + " where insurer = :insurer and assignee = :assignee and leased_until > :now";

    private final Handle handle;
    private final ClaimSearch search;

    private ClaimQueries(Handle handle, ClaimSearch search) {
        this.handle = handle;
        this.search = search;
    }

    static ClaimPage page(Handle handle, ClaimSearch search) {
        return new ClaimQueries(handle, search).page();
    }

    /** How many claims are found, and no more than the limit of the search says. */
    static int count(Handle handle, ClaimSearch search) {
        return new ClaimQueries(handle, search).count();
    }

    /** A row, and the value that it is sorted by. */
    private record Found(ClaimSummary claim, Object value) {

        Place place() {
            return new Place(value.toString(), claim.key());
        }
    }

    private ClaimPage page() {
        List<Found> found = new ArrayList<>();
        insurers().forEach(insurer -> found.addAll(ofInsurer(insurer)));
        found.sort(order());
        List<Found> page = found.subList(0, Math.min(search.limit(), found.size()));
        boolean isLast = found.size() <= search.limit();
        return new ClaimPage(
                page.stream().map(Found::claim).toList(),
                isLast
                        ? Optional.empty()
                        : Optional.of(page.get(page.size() - 1).place()));
    }

    private int count() {
        int found = 0;
        for (String insurer : insurers()) {
            if (found >= search.limit()) {
                return found;
            }
            ClaimConditions conditions = conditions(insurer);
            found += conditions
                    .bind(handle.createQuery("select count(*) from (select 1 as one from " + found(conditions)
                            + " limit :limit) as counted"))
                    .bind("limit", search.limit() - found)
                    .mapTo(Integer.class)
                    .one();
        }
        return found;
    }

    private List<String> insurers() {
        return search.insurer().map(List::of).orElseGet(() -> handle.createQuery("select insurer from view_insurer")
                .mapTo(String.class)
                .list());
    }

    /** Those of one insurer come sorted; they stay as they are where this finds them equal. */
    private Comparator<Found> order() {
        Comparator<Found> byInsurer =
                Comparator.comparing((Found it) -> it.claim().key().insurer());
        Comparator<Found> order = search.order() == Order.CLAIM_ID
                ? byInsurer
                : Comparator.comparing(Found::value, ClaimQueries::compare).thenComparing(byInsurer);
        return search.order().isDescending() ? order.reversed() : order;
    }

    /** Values of one column: times or amounts. */
    private static int compare(Object one, Object other) {
        return one instanceof Instant time
                ? time.compareTo((Instant) other)
                : ((BigDecimal) one).compareTo((BigDecimal) other);
    }

    private List<Found> ofInsurer(String insurer) {
        ClaimConditions conditions = conditions(insurer);
        search.after().ifPresent(it -> after(conditions, insurer, it));
        String listed = found(conditions) + " order by " + sorting() + " limit :limit";
        return search.reviewReason().isPresent()
                ? ofPlaces(
                        insurer,
                        ask("select claim_id from " + listed, conditions)
                                .mapTo(String.class)
                                .list())
                : ask("select * from " + listed, conditions)
                        .map((row, context) -> found(row))
                        .list();
    }

    private Query ask(String sql, ClaimConditions conditions) {
        return conditions.bind(handle.createQuery(sql)).bind("limit", search.limit() + 1);
    }

    /** What is listed by: one row for each claim, or for each review reason of each that waits. Both have the columns that the queue is asked by. */
    private String table() {
        return search.reviewReason().isPresent() ? WaitingReasons.TABLE : "view_claim";
    }

    /** What someone holds is a question within the question: H2 would rather go through every claim in the order that is asked for. */
    private String found(ClaimConditions conditions) {
        return holder().isPresent()
                ? "(select " + table() + ".* from unnest(cast(:held as varchar array)) as held(held_id) join " + table()
                        + " on claim_id = held_id where " + conditions.sql() + ") as found"
                : table() + " where " + conditions.sql();
    }

    private Optional<String> holder() {
        return search.holding().flatMap(Holding::assignee);
    }

    /**
     * The claims of a page of reasons, in its order. A question of its own: H2 sorts by an index only what is not asked for within another question.
     *
     * @param claimIds as the reasons list them; not of claims that wait no more, since both questions see the database at one time
     */
    private List<Found> ofPlaces(String insurer, List<String> claimIds) {
        Map<String, Found> claims = handle.createQuery(BY_ID)
                .bind("insurer", insurer)
                .bindArray("claims", String.class, claimIds)
                .map((row, context) -> found(row))
                .collect(Collectors.toMap(it -> it.claim().key().claimId(), it -> it));
        return claimIds.stream().map(claims::get).map(Objects::requireNonNull).toList();
    }

    private ClaimConditions conditions(String insurer) {
        ClaimConditions conditions = new ClaimConditions();
        conditions.is("insurer", insurer);
        if (ErasedClaims.isAny(handle)) {
            conditions.and(ErasedClaims.none(table()));
        }
        search.status().ifPresent(it -> conditions.is("status", it.name()));
        search.reviewReason().ifPresentOrElse(it -> conditions.is("reason", it.name()), () -> search.decision()
                .ifPresent(it -> conditions.is("decision", it.name())));
        search.lineOfBusiness().ifPresent(it -> conditions.is("line_of_business", it));
        search.currency().ifPresent(it -> conditions.is("currency", it));
        search.submittedFrom().ifPresent(it -> conditions.with("submitted_at >= :from", "from", time(it)));
        search.submittedTo().ifPresent(it -> conditions.with("submitted_at < :to", "to", time(it)));
        search.claimIdPrefix().ifPresent(it -> {
            conditions.with("claim_order >= :prefix", "prefix", ascii(it));
            conditions.with("claim_order < :prefixEnd", "prefixEnd", ascii(it + BEHIND));
        });
        search.holding().ifPresent(it -> holding(conditions, insurer, it));
        return conditions;
    }

    /** Someone has few claims, so theirs are looked up first, by a question of their own; nobody has most of them. */
    private void holding(ClaimConditions conditions, String insurer, Holding holding) {
        if (holding.assignee().isPresent()) {
            conditions.list("held", held(insurer, holding.assignee().get(), holding.now()));
            return;
        }
        conditions.with(
                "not exists (select 1 from record_assignment a where a.insurer = :insurer" + " and a.claim_id = "
                        + table() + ".claim_id and a.leased_until > :now)",
                "now",
                time(holding.now()));
    }

    private List<String> held(String insurer, String assignee, Instant now) {
        return handle.createQuery(HELD)
                .bind("insurer", insurer)
                .bind("assignee", assignee)
                .bind("now", time(now))
                .mapTo(String.class)
                .list();
    }

    /** What comes after a place: of an insurer that sorts before or behind its own, claims of the same value are all gone or all to come. */
    private void after(ClaimConditions conditions, String insurer, Place place) {
        if (search.order() == Order.CLAIM_ID) {
            afterClaimId(conditions, insurer, place.claim());
            return;
        }
        boolean isDescending = search.order().isDescending();
        String beyond = isDescending ? " < " : " > ";
        String column = search.order().column();
        conditions.with(column + beyond.stripTrailing() + "= :value", "value", value(place.value()));
        int side = insurer.compareTo(place.claim().insurer()) * (isDescending ? -1 : 1);
        if (side < 0) {
            conditions.and(column + beyond + ":value");
        } else if (side == 0) {
            conditions.with(
                    "(" + column + beyond + ":value or claim_id" + beyond + ":claim)",
                    "claim",
                    place.claim().claimId());
        }
    }

    private static void afterClaimId(ClaimConditions conditions, String insurer, ClaimKey last) {
        int side = insurer.compareTo(last.insurer());
        if (side < 0) {
            conditions.and("1 = 0");
        } else if (side == 0) {
            conditions.with("claim_order > :value", "value", ascii(last.claimId()));
        }
    }

    /** As the index has it, with the columns that are the same for all: H2 wants them named. */
    private String sorting() {
        String direction = search.order().isDescending() ? " desc" : "";
        String first = search.order() == Order.NEWEST && search.status().isPresent()
                ? "insurer, status, "
                : search.order() == Order.DEADLINE || search.order() == Order.MONEY_AT_RISK
                        ? search.reviewReason().isPresent() ? "insurer, reason, " : "insurer, decision, "
                        : "insurer, ";
        return search.order() == Order.CLAIM_ID
                ? "insurer, claim_order"
                : first + search.order().column() + direction + ", claim_id" + direction;
    }

    /** The value of a place as the database takes it. */
    private Object value(String text) {
        return switch (search.order()) {
            case NEWEST, DEADLINE -> time(Instant.parse(text));
            case MONEY_AT_RISK, ESTIMATE -> new BigDecimal(text);
            case CLAIM_ID -> ascii(text);
        };
    }

    private Found found(ResultSet row) throws SQLException {
        Object value =
                switch (search.order()) {
                    case NEWEST, DEADLINE -> Rows.time(row, search.order().column());
                    case MONEY_AT_RISK, ESTIMATE ->
                        Objects.requireNonNull(row.getBigDecimal(search.order().column()));
                    case CLAIM_ID -> Rows.text(row, "claim_id");
                };
        return new Found(ClaimListRow.read(row), value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
