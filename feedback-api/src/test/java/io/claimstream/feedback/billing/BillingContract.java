package io.claimstream.feedback.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.billing.Amounts;
import io.claimstream.domain.billing.Credit;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.domain.billing.RateMonths;
import io.claimstream.domain.billing.Tier;
import io.claimstream.domain.billing.Tiers;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What billing promises, whatever the database. */
abstract class BillingContract {

    private static final Act FAY = new Act(new Caller("user:u_fay", Role.FINANCE), "t-1");
    private static final YearMonth FEBRUARY = YearMonth.parse("2026-02");
    private static final YearMonth MARCH = YearMonth.parse("2026-03");
    private static final Tiers TIERS =
            new Tiers(List.of(new Tier(100L, new BigDecimal("0.05")), new Tier(null, new BigDecimal("0.0333"))));

    private final TestClock clock = new TestClock();
    private int metered;

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of(
                        "record_credit_note",
                        "record_invoice",
                        "record_rate",
                        "record_number_series",
                        "record_audit",
                        "view_metered_score")
                .forEach(table -> handle.execute("delete from " + table)));
        clock.set(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @Test
    void shouldTakeAnInvoiceFromDraftToPaid() {
        // Given
        Rate rate = rates().add(FAY, spec("acme", FEBRUARY, null));
        meter("acme", FEBRUARY, 150);

        // When
        Invoice draft = invoices().draft(FAY, "acme", FEBRUARY);
        Invoice issued = invoices().issue(FAY, draft.invoiceId());
        Invoice sent = invoices().send(FAY, draft.invoiceId());
        Invoice paid = invoices().pay(FAY, draft.invoiceId(), LocalDate.parse("2026-03-02"));

        // Then
        assertThat(draft.issue()).isNull();
        assertThat(draft.content().rateId()).isEqualTo(rate.rateId());
        assertThat(draft.content().bill().amounts())
                .isEqualTo(Amounts.of(new BigDecimal("6.67"), new BigDecimal("1.33")));
        assertThat(issued.content()).isEqualTo(draft.content());
        assertThat(issued.issue())
                .isEqualTo(new Issue(1, LocalDate.parse("2026-03-02"), LocalDate.parse("2026-04-01")));
        assertThat(issued.number()).isEqualTo("INV-000001");
        assertThat(issued.contentHash()).hasSize(64);
        assertThat(sent.keptState()).isEqualTo(InvoiceState.SENT);
        assertThat(paid.keptState()).isEqualTo(InvoiceState.PAID);
        assertThat(paid.contentHash()).isEqualTo(issued.contentHash());
        assertThat(audited())
                .containsExactly("RATE_ADDED", "INVOICE_DRAFTED", "INVOICE_ISSUED", "INVOICE_SENT", "INVOICE_PAID");
    }

    @Test
    void shouldBeOverdueTheDayAfterItIsDueAndStillBePayable() {
        // Given
        String id = issued("acme", 10).invoiceId();
        invoices().send(FAY, id);

        // When
        clock.set(Instant.parse("2026-04-01T23:59:59Z"));
        InvoiceState inTime = state(id);
        clock.pass(Duration.ofSeconds(1));
        InvoiceState late = state(id);

        // Then
        assertThat(inTime).isEqualTo(InvoiceState.SENT);
        assertThat(late).isEqualTo(InvoiceState.OVERDUE);
        assertThat(ids(InvoiceState.OVERDUE)).containsExactly(id);
        assertThat(ids(InvoiceState.SENT)).isEmpty();
        assertThat(invoices().pay(FAY, id, LocalDate.parse("2026-04-02")).keptState())
                .isEqualTo(InvoiceState.PAID);
        assertThat(ids(InvoiceState.PAID)).containsExactly(id);
    }

    @Test
    void shouldRefuseMovesThatThereAreNot() {
        // Given
        rates().add(FAY, spec("acme", FEBRUARY, null));
        meter("acme", FEBRUARY, 10);
        String id = invoices().draft(FAY, "acme", FEBRUARY).invoiceId();

        // Then
        refused(Refusal.INVOICE_STATE, () -> invoices().send(FAY, id));
        refused(Refusal.INVOICE_STATE, () -> invoices().pay(FAY, id, LocalDate.parse("2026-03-02")));
        refused(Refusal.INVOICE_STATE, () -> invoices().credit(FAY, id, List.of(), "why"));
        invoices().issue(FAY, id);
        refused(Refusal.INVOICE_STATE, () -> invoices().issue(FAY, id));
        refused(Refusal.INVOICE_STATE, () -> invoices().discard(FAY, id));
        refused(Refusal.INVOICE_STATE, () -> invoices().pay(FAY, id, LocalDate.parse("2026-03-02")));
        invoices().send(FAY, id);
        refused(Refusal.BAD_REQUEST, () -> invoices().pay(FAY, id, LocalDate.parse("2026-03-03")));
        refused(Refusal.BAD_REQUEST, () -> invoices().pay(FAY, id, LocalDate.parse("2026-03-01")));
        refused(Refusal.INVOICE_NOT_FOUND, () -> invoices().send(FAY, "i_000000000000"));
    }

    @Test
    void shouldDraftOnlyWhatCanBeBilled() {
        // Given
        meter("acme", FEBRUARY, 10);

        // Then
        refused(Refusal.MONTH_NOT_OVER, () -> invoices().draft(FAY, "acme", MARCH));
        refused(Refusal.NO_RATE, () -> invoices().draft(FAY, "acme", FEBRUARY));
        rates().add(FAY, spec("acme", FEBRUARY, null));
        rates().add(FAY, spec("nobody", FEBRUARY, null));
        refused(Refusal.NOTHING_TO_BILL, () -> invoices().draft(FAY, "nobody", FEBRUARY));
        assertThat(invoices().draft(FAY, "acme", FEBRUARY).content().bill().scores())
                .isEqualTo(10);
    }

    @Test
    void shouldMakeADraftAnewAndThrowItAway() {
        // Given
        rates().add(FAY, spec("acme", FEBRUARY, null));
        meter("acme", FEBRUARY, 10);
        Invoice draft = invoices().draft(FAY, "acme", FEBRUARY);
        meter("acme", FEBRUARY, 5);

        // When
        refused(Refusal.DRAFT_OUTDATED, () -> invoices().issue(FAY, draft.invoiceId()));
        Invoice again = invoices().draft(FAY, "acme", FEBRUARY);
        Invoice gone = invoices().discard(FAY, draft.invoiceId());

        // Then
        assertThat(again.invoiceId()).isEqualTo(draft.invoiceId());
        assertThat(again.content().bill().scores()).isEqualTo(15);
        assertThat(gone.keptState()).isEqualTo(InvoiceState.CANCELLED);
        assertThat(invoices().draft(FAY, "acme", FEBRUARY).invoiceId()).isNotEqualTo(draft.invoiceId());
        assertThat(issue(invoices().draft(FAY, "acme", FEBRUARY)).number())
                .as("what was thrown away took no number")
                .isEqualTo("INV-000001");
    }

    @Test
    void shouldBillLateScoresWhereTheTiersGoOn() {
        // Given
        issued("acme", 90);
        meter("acme", FEBRUARY, 20);

        // When
        Invoice second = issue(invoices().draft(FAY, "acme", FEBRUARY));

        // Then
        assertThat(second.content().before()).isEqualTo(90);
        assertThat(second.content().bill().charges())
                .extracting(it -> it.from() + "-" + it.through() + " " + it.net())
                .containsExactly("91-100 0.50", "101-110 0.33");
        refused(Refusal.NOTHING_TO_BILL, () -> invoices().draft(FAY, "acme", FEBRUARY));
    }

    @Test
    void shouldGiveBackByLineAndCancelWhenNothingIsLeft() {
        // Given
        Invoice invoice = issued("acme", 150);
        String id = invoice.invoiceId();

        // When
        CreditNote some = invoices()
                .credit(FAY, id, List.of(new Credit.Line(1, new BigDecimal("2.00"))), "discount")
                .note();
        InvoiceState between = state(id);
        Credited last = invoices().credit(FAY, id, List.of(), "wrong address");
        CreditNote rest = last.note();

        // Then
        assertThat(some.text()).isEqualTo("CN-000001");
        assertThat(rest.text()).isEqualTo("CN-000002");
        assertThat(between).isEqualTo(InvoiceState.ISSUED);
        assertThat(state(id)).isEqualTo(InvoiceState.CANCELLED);
        assertThat(last.invoice()).isEqualTo(invoices().find(id).orElseThrow());
        assertThat(some.credit().amounts().plus(rest.credit().amounts()))
                .isEqualTo(invoice.content().bill().amounts());
        assertThat(invoices().creditNote(2)).contains(rest);
        refused(Refusal.INVOICE_STATE, () -> invoices().credit(FAY, id, List.of(), "again"));
        assertThat(invoices().find(id).orElseThrow().creditNotes()).containsExactly(some, rest);
        assertThat(issue(invoices().draft(FAY, "acme", FEBRUARY)).content().before())
                .as("its scores are billed again")
                .isZero();
    }

    @Test
    void shouldNotGiveBackMoreThanThereIsNorTakeANumberForIt() {
        // Given
        String id = issued("acme", 150).invoiceId();

        // When
        refused(Refusal.CREDIT_REFUSED, () -> invoices()
                .credit(FAY, id, List.of(new Credit.Line(1, new BigDecimal("5.01"))), "too much"));
        refused(Refusal.CREDIT_REFUSED, () -> invoices()
                .credit(FAY, id, List.of(new Credit.Line(3, BigDecimal.ONE)), "no such line"));

        // Then
        assertThat(invoices()
                        .credit(FAY, id, List.of(new Credit.Line(1, new BigDecimal("5"))), "all of it")
                        .note()
                        .text())
                .isEqualTo("CN-000001");
    }

    @Test
    void shouldCancelTheNewestInvoiceOfAMonthFirst() {
        // Given
        String first = issued("acme", 90).invoiceId();
        meter("acme", FEBRUARY, 20);
        String second = issue(invoices().draft(FAY, "acme", FEBRUARY)).invoiceId();

        // Then
        refused(Refusal.LATER_INVOICE, () -> invoices().credit(FAY, first, List.of(), "wrong"));
        invoices().credit(FAY, second, List.of(), "wrong");
        invoices().credit(FAY, first, List.of(), "wrong");
        assertThat(ids(InvoiceState.CANCELLED)).containsExactlyInAnyOrder(first, second);
        assertThat(invoices().creditNote(3))
                .as("what was refused took no number")
                .isEmpty();
    }

    @Test
    void shouldNumberWithoutGapsWhoeverIssuesAtOnceAndWhateverFails() throws Exception {
        // Given: many drafts, some of which are outdated and fail under the lock.
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String insurer = "insurer-" + i;
            rates().add(FAY, spec(insurer, FEBRUARY, null));
            meter(insurer, FEBRUARY, 3);
            drafts.add(invoices().draft(FAY, insurer, FEBRUARY).invoiceId());
            if (i % 4 == 0) {
                meter(insurer, FEBRUARY, 1);
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Callable<Optional<Long>>> work = drafts.stream()
                .<Callable<Optional<Long>>>map(it -> () -> numberOf(it))
                .toList();
        List<Long> numbers = new ArrayList<>();
        for (Future<Optional<Long>> one : threads.invokeAll(work)) {
            one.get().ifPresent(numbers::add);
        }
        threads.shutdown();

        // Then
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 18).boxed().toList());
        assertThat(numbersKept())
                .isEqualTo(LongStream.rangeClosed(1, 18).boxed().toList());
    }

    @Test
    void shouldGiveTheNumberBackWhenTheTransactionFails() {
        // Given
        issued("acme", 10);
        rates().add(FAY, spec("other", FEBRUARY, null));
        meter("other", FEBRUARY, 10);
        String draft = invoices().draft(FAY, "other", FEBRUARY).invoiceId();

        // When: the trail cannot be written, so nothing of the issue stands.
        Act unwritable = new Act(new Caller("x".repeat(500), Role.FINANCE), "t-1");
        assertThatThrownBy(() -> invoices().issue(unwritable, draft)).isNotInstanceOf(BillingRefusedException.class);

        // Then
        assertThat(state(draft)).isEqualTo(InvoiceState.DRAFT);
        assertThat(invoices().issue(FAY, draft).number()).isEqualTo("INV-000002");
    }

    @Test
    void shouldLetNoMonthHaveTwoRates() throws Exception {
        // Given
        Rate winter = rates().add(FAY, spec("acme", YearMonth.parse("2025-12"), FEBRUARY));

        // Then
        refused(Refusal.RATE_OVERLAPS, () -> rates().add(FAY, spec("acme", FEBRUARY, null)));
        refused(Refusal.RATE_OVERLAPS, () -> rates().add(FAY, spec("acme", YearMonth.parse("2025-01"), null)));
        Rate spring = rates().add(FAY, spec("acme", MARCH, null));
        refused(Refusal.RATE_OVERLAPS, () -> rates().end(FAY, winter.rateId(), MARCH));
        refused(Refusal.BAD_REQUEST, () -> rates().end(FAY, winter.rateId(), YearMonth.parse("2025-11")));
        assertThat(rates().end(FAY, winter.rateId(), YearMonth.parse("2026-01"))
                        .spec()
                        .months()
                        .last())
                .isEqualTo(YearMonth.parse("2026-01"));
        rates().withdraw(FAY, spring.rateId());
        refused(Refusal.RATE_NOT_FOUND, () -> rates().withdraw(FAY, spring.rateId()));
        rates().add(FAY, spec("other", FEBRUARY, null));
        assertThat(rates().list("acme")).extracting(Rate::rateId).containsExactly(winter.rateId());
        assertThat(rates().list(null)).hasSize(2);
        assertThat(atOnce(() -> rates().add(FAY, spec("acme", FEBRUARY, null))))
                .as("of eight at once, one")
                .isEqualTo(1);
    }

    @Test
    void shouldKeepRatesUnderInvoicesThatStand() {
        // Given
        Invoice invoice = issued("acme", 10);
        String rateId = invoice.content().rateId();

        // Then
        refused(Refusal.RATE_IN_USE, () -> rates().withdraw(FAY, rateId));
        rates().end(FAY, rateId, FEBRUARY);
        invoices().credit(FAY, invoice.invoiceId(), List.of(), "wrong price");
        rates().withdraw(FAY, rateId);
        assertThat(rates().list("acme")).isEmpty();
    }

    @Test
    void shouldKeepAnEndedRateWhereAMonthWasBilled() {
        // Given
        rates().add(FAY, spec("acme", YearMonth.parse("2026-01"), null));
        meter("acme", FEBRUARY, 10);
        String rateId = issue(invoices().draft(FAY, "acme", FEBRUARY)).content().rateId();

        // Then
        refused(Refusal.RATE_IN_USE, () -> rates().end(FAY, rateId, YearMonth.parse("2026-01")));
    }

    @Test
    void shouldBillByTheRateOfTheMonthWhateverCameLater() {
        // Given
        Invoice before = issued("acme", 10);
        rates().end(FAY, before.content().rateId(), FEBRUARY);
        rates().add(
                        FAY,
                        new RateSpec(
                                "acme",
                                new RateMonths(MARCH, null),
                                "EUR",
                                new Tiers(List.of(new Tier(null, BigDecimal.ONE))),
                                new BigDecimal("0.00"),
                                10,
                                new Parties("Us", "Them")));

        // When
        Invoice same = invoices().find(before.invoiceId()).orElseThrow();
        clock.set(Instant.parse("2026-04-01T00:00:00Z"));
        meter("acme", MARCH, 2);
        Invoice next = issue(invoices().draft(FAY, "acme", MARCH));

        // Then
        assertThat(same).isEqualTo(before);
        assertThat(next.content().currency()).isEqualTo("EUR");
        assertThat(next.content().bill().amounts().gross()).isEqualTo(new BigDecimal("2.00"));
    }

    @Test
    void shouldTellWhenSomebodyChangedARecordInTheDatabase() {
        // Given
        String id = issued("acme", 150).invoiceId();
        CreditNote note = invoices()
                .credit(FAY, id, List.of(new Credit.Line(1, BigDecimal.ONE)), "discount")
                .note();
        List<String> changes = List.of(
                "update record_invoice set document = replace(document, '6.67', '6.66')",
                "update record_invoice set number = 7",
                "update record_invoice set insurer = 'other'",
                "update record_invoice set due_on = date '2030-01-01'",
                "update record_invoice set scores = 1",
                "update record_invoice set state = 'CANCELLED'",
                "update record_invoice set state = 'DRAFT'",
                "update record_invoice set state = 'OVERDUE'",
                "update record_invoice set state = 'GONE'");

        // Then
        for (String change : changes) {
            try (Handle handle = jdbi().open()) {
                handle.begin();
                handle.execute(change);
                assertThatThrownBy(() -> InvoiceTable.find(handle, id))
                        .as(change)
                        .isInstanceOf(AlteredRecordException.class);
                handle.rollback();
            }
            assertThat(invoices().find(id)).isPresent();
        }
        jdbi().useHandle(handle ->
                handle.execute("update record_credit_note set document = replace(document, 'discount', 'gift')"));
        assertThatThrownBy(() -> invoices().creditNote(note.number())).isInstanceOf(AlteredRecordException.class);
    }

    @Test
    void shouldTellWhenACancelledInvoiceIsNotBorneOutByItsCreditNotes() {
        // Given
        String revived = issued("acme", 150).invoiceId();
        String bare = issued("other", 20).invoiceId();
        invoices().credit(FAY, revived, List.of(), "wrong address");
        invoices().credit(FAY, bare, List.of(), "wrong address");
        InvoiceList before = all(null);

        // When
        jdbi().useHandle(handle -> {
            handle.execute("update record_invoice set state = 'ISSUED' where invoice_id = ?", revived);
            handle.execute("delete from record_credit_note where invoice_id = ?", bare);
        });
        InvoiceList after = all(null);

        // Then
        assertThat(before.invoices()).hasSize(2);
        assertThat(before.altered()).isEmpty();
        assertThat(before.missing()).isEmpty();
        assertThat(after.altered()).containsExactlyInAnyOrder(revived, bare);
        assertThat(after.missing()).containsExactly("CN-000002");
        assertThatThrownBy(() -> invoices().find(revived)).isInstanceOf(AlteredRecordException.class);
        assertThatThrownBy(() -> invoices().find(bare)).isInstanceOf(AlteredRecordException.class);
    }

    @Test
    void shouldNameTheNumbersOfWhatSomebodyDeleted() {
        // Given
        String first = issued("acme", 150).invoiceId();
        String second = issued("other", 150).invoiceId();
        String third = issued("third", 20).invoiceId();
        invoices().credit(FAY, second, List.of(new Credit.Line(1, BigDecimal.ONE)), "discount");
        invoices().credit(FAY, second, List.of(new Credit.Line(1, BigDecimal.ONE)), "another discount");

        // When
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_invoice where invoice_id in (?, ?)", first, third);
            handle.execute("delete from record_credit_note where number = 1");
        });
        InvoiceList after = all(null);

        // Then
        assertThat(after.missing()).containsExactly("INV-000001", "INV-000003", "CN-000001");
        assertThat(after.altered()).isEmpty();
        assertThat(after.invoices()).extracting(Invoice::invoiceId).containsExactly(second);
        assertThat(all("other").missing()).as("nobody knows whose they were").isEmpty();
        assertThat(issue(invoices().draft(FAY, "acme", FEBRUARY)).number())
                .as("a number is not given again")
                .isEqualTo("INV-000004");
    }

    @Test
    void shouldNameAHundredMissingNumbersAtMost() {
        // Given
        issued("acme", 10);

        // When
        jdbi().useHandle(handle ->
                handle.execute("update record_number_series set next_number = 1000000 where series = 'INVOICE'"));

        // Then
        assertThat(all(null).missing())
                .hasSize(NumberSeries.MOST_MISSING)
                .startsWith("INV-000002")
                .endsWith("INV-000101");
    }

    @Test
    void shouldListTheOthersBesideOneThatSomebodyChanged() {
        // Given
        String changed = issued("acme", 150).invoiceId();
        String same = issued("other", 20).invoiceId();

        // When
        jdbi().useHandle(handle -> handle.execute(
                "update record_invoice set document = replace(document, '6.67', '6.66') where invoice_id = ?",
                changed));
        InvoiceList page = invoices()
                .list(new InvoiceSearch(null, true, Optional.empty(), invoices().today(), 0, 2));

        // Then
        assertThat(page.invoices()).extracting(Invoice::invoiceId).containsExactly(same);
        assertThat(page.altered()).containsExactly(changed);
        assertThat(page.isFull(2)).isTrue();
        assertThat(page.isFull(3)).isFalse();
    }

    @Test
    void shouldListDraftsFirstAndThenTheNewest() {
        // Given
        String first = issued("acme", 10).invoiceId();
        String second = issued("other", 10).invoiceId();
        rates().add(FAY, spec("third", FEBRUARY, null));
        meter("third", FEBRUARY, 1);
        String draft = invoices().draft(FAY, "third", FEBRUARY).invoiceId();

        // Then
        assertThat(list(null, false, 0)).containsExactly(draft, second, first);
        assertThat(list(null, true, 0)).containsExactly(second, first);
        assertThat(list(null, false, 2)).containsExactly(first);
        assertThat(list("acme", true, 0)).containsExactly(first);
    }

    private InvoiceList all(@Nullable String insurer) {
        return invoices()
                .list(new InvoiceSearch(
                        insurer, false, Optional.empty(), invoices().today(), 0, 50));
    }

    private List<String> list(@Nullable String insurer, boolean isIssued, long offset) {
        return invoices()
                .list(new InvoiceSearch(
                        insurer, isIssued, Optional.empty(), invoices().today(), offset, 50))
                .invoices()
                .stream()
                .map(Invoice::invoiceId)
                .toList();
    }

    private List<String> ids(InvoiceState state) {
        return invoices()
                .list(new InvoiceSearch(
                        null, false, Optional.of(state), invoices().today(), 0, 50))
                .invoices()
                .stream()
                .map(Invoice::invoiceId)
                .toList();
    }

    private Optional<Long> numberOf(String draft) {
        try {
            return Optional.ofNullable(invoices().issue(FAY, draft).issue()).map(Issue::number);
        } catch (BillingRefusedException e) {
            return Optional.empty();
        }
    }

    private long atOnce(Callable<?> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> all = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    try {
                        work.call();
                        return 1;
                    } catch (BillingRefusedException e) {
                        return 0;
                    }
                })
                .toList();
        int done = 0;
        for (Future<Integer> one : threads.invokeAll(all)) {
            done += one.get();
        }
        threads.shutdown();
        return done;
    }

    private Invoice issued(String insurer, int scores) {
        rates().add(FAY, spec(insurer, FEBRUARY, null));
        meter(insurer, FEBRUARY, scores);
        return issue(invoices().draft(FAY, insurer, FEBRUARY));
    }

    private Invoice issue(Invoice draft) {
        return invoices().issue(FAY, draft.invoiceId());
    }

    private InvoiceState state(String id) {
        return invoices().find(id).orElseThrow().state(invoices().today());
    }

    private void meter(String insurer, YearMonth month, int scores) {
        jdbi().useHandle(handle -> {
            var batch = handle.prepareBatch(
                    "insert into view_metered_score values" + " (:insurer, :claim, 1, :day, 'm-1', :claim, 0, 0)");
            for (int i = 0; i < scores; i++) {
                batch.bind("insurer", insurer)
                        .bind("claim", "c-" + metered++)
                        .bind("day", month.atDay(1 + i % 28))
                        .add();
            }
            batch.execute();
        });
    }

    private static void refused(Refusal refusal, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(BillingRefusedException.class, it -> assertThat(it.refusal())
                .isEqualTo(refusal));
    }

    private List<String> audited() {
        return jdbi().withHandle(handle -> handle.createQuery("select action from record_audit order by audit_id")
                .mapTo(String.class)
                .list());
    }

    private List<Long> numbersKept() {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select number from record_invoice where number is not null order by number")
                .mapTo(Long.class)
                .list());
    }

    private Rates rates() {
        return new Rates(jdbi(), new AuditTrail(jdbi(), clock), clock);
    }

    private Invoices invoices() {
        return new Invoices(jdbi(), new AuditTrail(jdbi(), clock), clock);
    }

    private static RateSpec spec(String insurer, YearMonth first, @Nullable YearMonth last) {
        return new RateSpec(
                insurer,
                new RateMonths(first, last),
                "GBP",
                TIERS,
                new BigDecimal("20.00"),
                30,
                new Parties("Claimstream Ltd\n1 High Street", "Acme Insurance\n2 Low Street"));
    }
}
