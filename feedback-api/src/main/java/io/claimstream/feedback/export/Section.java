package io.claimstream.feedback.export;

/** A part of an export, in the order in which they stand there. The words are those of the page for the person. */
enum Section {
    PERSON(
            "person",
            "Your name and contact",
            "What was submitted of you with each revision of a claim. It is kept sealed, and was opened for this"
                    + " page."),
    REVISIONS(
            "revisions",
            "Your claims",
            "Each revision of a claim as it was accepted. Policy, claimant and provider are pseudonyms."),
    PROTECTED(
            "protectedAttributes",
            "Age and gender",
            "As submitted. They are used to measure whether estimates are as good for everybody, and for nothing else:"
                    + " no estimate is made of them."),
    SUBMISSIONS(
            "submissions",
            "What was submitted",
            "The submissions as they came in, free text included. They are kept for 30 days. Those that cannot be told"
                    + " to be yours are not here."),
    REJECTIONS("rejections", "What was rejected", "Submissions that broke a rule, with each rule."),
    SCORES(
            "scores",
            "Estimates",
            "Each estimate of what a claim is worth: the interval, the reasons in money, the model, and why a person"
                    + " had to look."),
    FEATURES(
            "features",
            "What estimates were made of",
            "The numbers that were computed from each revision and from earlier claims; NaN is unknown. The histories"
                    + " name the records that entered."),
    SCORES_AGAIN(
            "scoresAgain",
            "Estimates without effect",
            "Estimates that were made once more, or beside the one that counted, to compare models. They decided"
                    + " nothing."),
    SCORE_REQUESTS("scoreRequests", "Who asked for another estimate", "Requests, and what came of them."),
    DECISIONS(
            "decisions",
            "Decisions",
            "What people, or a policy without a person, said of an estimate. 'automatic' tells which; it is empty where a key was used, which a person may hold or a system. Notes are kept sealed, and were opened for this page."),
    SETTLEMENTS("settlements", "What was paid", "As the insurer reported it."),
    APPROVALS("approvals", "Decisions that needed a second person", "Who asked, and who decided."),
    CONTESTS(
            "contests",
            "What you contested",
            "When it came, by when it was due, who looked at it again, and what came of it. What was written is kept sealed, and was opened for this page."),
    EXERCISES(
            "exercises",
            "Exercises that showed your claims",
            "Settled claims are shown once more to people who decide on claims, some with an estimate that is wrong on purpose ('planted'), to see whether they look. None of it had an effect on your claim."),
    SAMPLES(
            "samples",
            "Estimates that a person looked at by chance",
            "Of the estimates that could have been accepted without a person, some are drawn for a person to look at."),
    ASSIGNMENTS("assignments", "Who worked on your claims", "The last person who took a claim to decide on it."),
    LABELS(
            "labels",
            "What models learned from",
            "What a claim turned out to be worth beside its numbers, and the versions of models whose training it was"
                    + " part of."),
    HISTORY(
            "history",
            "Histories",
            "What your claims added to the history of you as a claimant, and of the clinics and repairers that they"
                    + " name, in pence."),
    DEAD_LETTERS(
            "deadLetters",
            "What could not be processed",
            "Records about your claims that failed on their way, kept for 30 days. Some were put back later."),
    HOLDS("holds", "What keeps your data from being erased", "Who had it kept, until when, and who lifted that."),
    ERASURES(
            "erasures",
            "Questions to erase your data",
            "Who asked for it, and what was decided. Once you are erased there is a receipt instead of all of this."),
    BATCH_LINES(
            "batchLines",
            "Files that claims came in",
            "The line of a file of claims that named a claim of yours. Kept for 30 days."),
    REASONS_SHOWN(
            "reasonsShown",
            "Who was shown the reasons",
            "To whom the reasons of an estimate were sent, as far as that is kept."),
    AUDIT(
            "audit",
            "Who did something with your claims",
            "Entries of the audit trail: who, when, what. Exports like this one are among them."),
    DELIVERIES(
            "deliveries",
            "What was sent to other systems",
            "Messages about your claims, with address and time. Kept for 30 days."),
    KEPT("kept", "How long it is kept, and why", "For each kind of data."),
    NOT_INCLUDED(
            "notIncluded",
            "What is not here, and why",
            "What is held and could not be told to be yours, or is of someone else.");

    private final String key;
    private final String title;
    private final String meaning;

    Section(String key, String title, String meaning) {
        this.key = key;
        this.title = title;
        this.meaning = meaning;
    }

    /** Its name in JSON. */
    String key() {
        return key;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
