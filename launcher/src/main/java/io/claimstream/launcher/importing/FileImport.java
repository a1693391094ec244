package io.claimstream.launcher.importing;

import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.domain.importing.RowOutcome.Read;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.importing.ImportJournal.Done;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One import: submits every row that is not known yet, waits for the outcomes, then records the settlements. Doing it
 * again, or going on after an interruption, adds nothing that is there.
 */
final class FileImport {

    private final ClaimsApi api;
    private final ImportJournal journal;
    private final ImportOptions options;
    private final Progress progress;
    private final ImportTotals totals = new ImportTotals();
    private final Queue<ImportedRow> open = new ConcurrentLinkedQueue<>();

    FileImport(ClaimsApi api, ImportJournal journal, ImportOptions options, Progress progress) {
        this.api = api;
        this.journal = journal;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Imports rows.
     *
     * @throws io.claimstream.launcher.command.OutsideWorldException when the API cannot be reached, or outcomes stay away
     */
    ImportTotals run(Iterator<CsvRows.Row> rows) throws InterruptedException {
        try (BoundedWork work = new BoundedWork(options.concurrency())) {
            submitAll(rows, work);
            finishAll(work);
        }
        return totals;
    }

    private void submitAll(Iterator<CsvRows.Row> rows, BoundedWork work) throws InterruptedException {
        Set<String> seen = new HashSet<>();
        try (Progress.Task task = progress.task("rows submitted", 0)) {
            while (rows.hasNext()) {
                CsvRows.Row row = rows.next();
                task.at(totals.rows.incrementAndGet());
                if (row.outcome() instanceof Read read) {
                    submit(row.line(), read, seen, work);
                } else if (row.outcome() instanceof RowOutcome.Unreadable unreadable) {
                    report(unreadable);
                }
            }
            work.finish();
        }
    }

    private void submit(long line, Read read, Set<String> seen, BoundedWork work) throws InterruptedException {
        ClaimSubmitted claim = read.claim();
        Optional<BigDecimal> settlement = options.withOutcomes() ? read.settlement() : Optional.empty();
        ImportedRow row = new ImportedRow(line, claim.getInsurer(), claim.getClaimId(), settlement);
        if (!seen.add(claim.getClaimId())) {
            totals.duplicates.incrementAndGet();
        } else if (journal.isFinished(row)) {
            totals.duplicates.incrementAndGet();
            count(row, journal.get(row));
        } else {
            work.add(() -> submit(row, claim));
        }
    }

    private void submit(ImportedRow row, ClaimSubmitted claim) throws InterruptedException {
        if (api.find(row.insurer(), row.claimId()).isPresent()) {
            totals.duplicates.incrementAndGet();
            open.add(row);
            return;
        }
        Optional<String> refusal = api.submit(claim);
        if (refusal.isPresent()) {
            totals.unreadable.incrementAndGet();
            progress.say(options.file() + ":" + row.line() + ": refused: " + refusal.get());
        } else {
            open.add(row);
        }
    }

    private void finishAll(BoundedWork work) throws InterruptedException {
        AtomicLong finished = new AtomicLong();
        Stall stall = new Stall(options.outcomeLimit());
        try (Progress.Task task = progress.task("rows answered", open.size())) {
            for (ImportedRow row = open.poll(); row != null; row = open.poll()) {
                ImportedRow next = row;
                work.add(() -> {
                    count(next, new RowEnding(api, journal, stall).await(next));
                    task.at(finished.incrementAndGet());
                });
            }
            work.finish();
        }
    }

    private void count(ImportedRow row, Done done) {
        if (done == Done.REJECTED) {
            totals.rejected.incrementAndGet();
            return;
        }
        totals.accepted.incrementAndGet();
        if (row.settlement().isPresent()) {
            totals.settlements.incrementAndGet();
        }
    }

    private void report(RowOutcome.Unreadable row) {
        totals.unreadable.incrementAndGet();
        row.problems()
                .forEach(problem -> progress.say(options.file() + ":" + problem.line() + ": column '" + problem.column()
                        + "': " + problem.reason()));
    }
}
