package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.platform.retention.Retention;
import io.claimstream.platform.retention.RetentionCatalogue;
import java.util.Map;

/** The story of an export: what is known of revisions leads to everything else. Not thread-safe. */
final class SubjectExport {

    private static final Map<String, String> NOT_INCLUDED = Map.of(
            "Submissions that were never accepted",
            "A submission names a claimant in the insurer's words. It is told to be yours while one of your accepted"
                    + " submissions is on its topic too, 30 days, or when it is of a revision that was accepted as yours.",
            "Other people",
            "Revisions of a claim that name another claimant, and histories of other claimants, are theirs. Of a"
                    + " clinic's or repairer's history you find what your claims added.",
            "Claims that named you and somebody else",
            "What was said of such a claim as a whole is here where the claim named you at that time. Who took it from"
                    + " the queue is not: of that only the last one is kept.",
            "Answers to repeated requests",
            "Kept for a day under a digest of the request, by which nobody can be found.",
            "Keys",
            "The key that your name and notes are sealed with, and the digest that your pseudonym is found by, are"
                    + " secrets and say nothing of you.",
            "Models",
            "A model holds thresholds and weights made from many claims, and nothing of one person. Which versions"
                    + " learned from your claims stands beside the labels.",
            "The ledger of decisions",
            "It holds hashes, places and figures of the estimates, decisions and ends of contests that are here, to prove that none was"
                    + " changed, and nothing else.",
            "Copies",
            "Backups and the memory of running services hold copies of what is here.");

    private final Gathering with;
    private final LogSections log;
    private final OwnReferences references;

    /** Asks the log how submissions name the claimant: when Kafka is away this fails, before anything is written. */
    SubjectExport(Gathering with) {
        this.with = with;
        this.log = new LogSections(with);
        this.references = log.references();
    }

    /** Writes every section. */
    void write() {
        AcceptedSections accepted = new AcceptedSections(with);
        TableSections tables = new TableSections(with);
        RecordSections records = new RecordSections(with);
        accepted.person();
        accepted.revisions();
        log.protectedAttributes();
        tables.rejections(log.submissions(references));
        accepted.features(tables.scores());
        log.scoresAgain();
        tables.scoreRequests();
        tables.decisions();
        tables.settlements();
        records.approvals();
        records.contests();
        records.exercises();
        records.samples();
        records.assignments();
        tables.labels();
        log.history();
        log.deadLetters(references);
        records.holds();
        records.erasures();
        records.batchLines();
        records.reasonsShown();
        records.audit();
        records.deliveries();
        kept();
        notIncluded();
    }

    private void kept() {
        with.out().section(Section.KEPT);
        RetentionCatalogue.ALL.stream().filter(Retention::isPersonal).forEach(it -> with.out()
                .item(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", it.name())
                        .put("what", it.what())
                        .put("kept", it.periodText())
                        .put("why", it.reason())));
    }

    private void notIncluded() {
        with.out().section(Section.NOT_INCLUDED);
        NOT_INCLUDED.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(it -> {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            with.out().item(item.put("what", it.getKey()).put("why", it.getValue()));
        });
    }
}
