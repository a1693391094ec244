package io.claimstream.feedback.page.claimant;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.ContestText;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ContestDesk;
import io.claimstream.feedback.http.Note;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.claimant.ContestView.Fact;
import io.claimstream.feedback.page.claimant.ContestView.Said;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is known of a contest, and what a reader may do with it. Thread-safe. */
final class ContestViews {

    private final ContestDesk desk;
    private final Navigation navigation;
    private final Names names;

    ContestViews(ContestDesk desk, Navigation navigation, Names names) {
        this.desk = desk;
        this.navigation = navigation;
        this.names = names;
    }

    ContestLine line(Context context, Contest contest) {
        return ContestLine.of(contest, Readers.of(context), desk.now(), names);
    }

    ContestView view(Context context, Contest contest) {
        Caller caller = Authentication.caller(context);
        boolean isOpen = contest.answer() == null;
        boolean isReviewer = isOpen && desk.isReviewer(caller, contest);
        boolean reviews = isOpen && navigation.allows(caller.role(), "reviewContest");
        String hindrance =
                reviews && !isReviewer ? desk.hindrance(context, contest).orElse("") : "";
        Optional<Approval> waits =
                desk.approval(caller, contest).filter(it -> isOpen && it.state(desk.now()) == Approval.State.WAITING);
        return new ContestView(
                line(context, contest),
                facts(contest, Readers.of(context)),
                contest.texts().stream()
                        .map(it -> said(caller, contest, it, Readers.of(context)))
                        .toList(),
                hindrance,
                reviews
                        && !isReviewer
                        && hindrance.isEmpty()
                        && (contest.review() == null || caller.role() == Role.ADMINISTRATOR),
                isReviewer,
                reviews && contest.extendedAt() == null && !contest.isOverdue(desk.now()) ? contest.mostMoreDays() : 0,
                reviews && hindrance.isEmpty(),
                !isOpen,
                !isOpen && navigation.allows(caller.role(), "writeAnswerLetter"),
                waits.map(it -> "/approvals/" + it.approvalId()).orElse(""));
    }

    private List<Fact> facts(Contest contest, Reader reader) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("State", ContestLine.state(contest)));
        facts.add(new Fact(
                "Received",
                reader.time(contest.received().at()) + ", "
                        + ContestLine.words(contest.received().channel())));
        facts.add(new Fact("Contested by", ContestLine.words(contest.received().by())));
        facts.add(
                new Fact("Due", reader.time(contest.dueAt()) + (contest.extendedAt() == null ? "" : ", put off once")));
        facts.add(new Fact("Revision", String.valueOf(contest.subject().revision())));
        Optional.ofNullable(contest.review())
                .ifPresent(it -> facts.add(
                        new Fact("Reviewed by", names.apply(it.reviewer()) + ", since " + reader.time(it.beganAt()))));
        Optional.ofNullable(contest.review())
                .filter(Contest.Review::isDeciderUnknown)
                .ifPresent(
                        it -> facts.add(
                                new Fact(
                                        "Decided before",
                                        "Partly by a key of which nobody knows whose it is, as of a system. It cannot be told that the reviewer did not use it.")));
        Optional.ofNullable(contest.answer())
                .ifPresent(it -> facts.add(new Fact("Ended", reader.time(it.at()) + " by " + names.apply(it.by()))));
        return facts;
    }

    private Said said(Caller caller, Contest contest, ContestText text, Reader reader) {
        String what =
                switch (text.kind()) {
                    case GROUNDS -> "Grounds";
                    case EXTENSION -> "Why it takes longer";
                    case ANSWER -> "Answer";
                };
        return new Said(
                what,
                reader.time(text.at()) + ", " + names.apply(text.by()),
                desk.read(caller, contest, text).map(Note::words).orElse("Only who may read notes reads this."));
    }
}
