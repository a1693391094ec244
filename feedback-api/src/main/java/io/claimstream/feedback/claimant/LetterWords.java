package io.claimstream.feedback.claimant;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Every sentence of a letter, but for the names of facts ({@link ReasonWords}). English; a translation replaces this class and that one. Pure. */
final class LetterWords {

    static final String TITLE = "How the estimate for your claim was made";
    static final String ANSWER_TITLE = "Our answer to your objection";
    static final List<String> NO_SENDER = List.of("Your insurer");
    static final String NO_CONTACT = "your insurer, at the address from which it usually writes to you";

    static final String CLAIM = "Your claim";
    static final String SENT = "Sent on";
    static final String VERSION = "Version of the claim";

    static final String PROCEDURE = "How it was done";
    static final String RESULT = "The estimate";
    static final String REASONS = "The main reasons";
    static final String CHANGE = "What would have changed the estimate";
    static final String CONTEST = "If you disagree";
    static final String REVIEW = "What we did";

    static final String START = "Where every estimate begins, before anything about a claim is known";
    static final String EVERYTHING_ELSE = "Everything else together";
    static final String ESTIMATE = "The estimate for your claim";

    static final String NOT_USED =
            "Your name, your address and other contact details, your age, your gender and everything you described in"
                    + " your own words were not used.";
    static final String NO_MODEL = "No statistical model was used: the amounts that you claimed were added up.";
    static final String NEWER =
            "A newer version of your claim has been estimated since. This letter is about the earlier version.";
    static final String UNDECIDED =
            "Nobody has decided about your claim yet. The estimate is a help for the person who will.";
    static final String MEDIAN =
            "It is the middle of what can be expected: about half of the claims like yours are settled for more, and"
                    + " half for less.";
    static final String NO_RANGE = "There is no range for this estimate, so it is more uncertain than others.";
    static final String NO_REASONS = "The reasons of this estimate are not kept any more.";
    static final String SOME_REASONS =
            "Not every reason can be worked out any more. Those that were kept with the estimate are above.";
    static final String TRUTH = "This is meant to help you understand the estimate. What a claim states must be true.";
    static final String CHANGE_NO_MODEL =
            "The estimate is the sum of the amounts that you claimed, so it changes with each of them.";
    static final String CHANGE_GONE =
            "What would have changed the estimate can no longer be worked out, because what it was made from is not"
                    + " kept any more.";
    private static final String HOW_TO_ASK =
            " You need not give reasons, but it helps to say what you think is wrong or missing. Somebody else may do"
                    + " it for you.";

    private static final String UNKNOWN_PERSON =
            " We cannot tell from our records whether a person decided. You can ask for one.";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);

    private LetterWords() {}

    static String day(Instant time) {
        return DAY.format(time);
    }

    static String claimedOnly() {
        return "The estimate was made from the amounts that your claim stated when it was sent to us, and from nothing"
                + " else.";
    }

    static String data() {
        return "The estimate was made from what your claim stated when it was sent to us, and from earlier claims of"
                + " yours and of the provider named in it: how many there were, when the last one was made, how much was"
                + " claimed, and how much of it was paid.";
    }

    static String model(String version, String made) {
        return "A statistical model estimated what your claim may be settled for. It learned from earlier claims and"
                + " what was paid for them. It is known as "
                + version + made + ".";
    }

    static String made(Instant at) {
        return " and was made on " + day(at);
    }

    static String error(int rows, String mean, String half) {
        return "We tested it with " + rows + " settled claims that it had not seen before. It was off by " + mean
                + " % on average, and for half of the claims by less than " + half + " %.";
    }

    static String byPolicy(Instant at) {
        return "On " + day(at)
                + " the estimate was accepted automatically, by rules that your insurer has laid down for small and"
                + " certain claims. No person decided. You can ask for one.";
    }

    static String agreed(Instant at) {
        return "On " + day(at) + " a person looked at the estimate and agreed with it.";
    }

    static String corrected(Instant at, String amount) {
        return "On " + day(at) + " a person looked at the estimate and set another amount: " + amount + ".";
    }

    static String noted(Instant at) {
        return "On " + day(at) + " it was noted by a system of your insurer that the estimate is accepted."
                + UNKNOWN_PERSON;
    }

    static String notedAmount(Instant at, String amount) {
        return "On " + day(at) + " another amount was noted by a system of your insurer: " + amount + "."
                + UNKNOWN_PERSON;
    }

    static String settled(Instant at, String amount) {
        return "Your claim was settled on " + day(at) + " for " + amount + ".";
    }

    static String estimate(String amount) {
        return "The estimate is " + amount + ". " + MEDIAN;
    }

    static String sum(String amount) {
        return "The estimate is " + amount + ", the sum of the amounts that you claimed.";
    }

    static String range(String lower, String upper, String share) {
        return "Of claims like yours, about " + share + " in 100 are settled for between " + lower + " and " + upper
                + ".";
    }

    static String reasons() {
        return "This is what raised and lowered the estimate, beginning with what counts most.";
    }

    static String raise(String target, String change, String then) {
        return "This is the smallest change that we found which would have raised the estimate by a tenth or more, to"
                + " at least "
                + target + ": if " + change + ", the estimate would have been " + then + ".";
    }

    static String noRaise(String target) {
        return "We looked for a small change of what your claim states that would have raised the estimate by a tenth,"
                + " to at least "
                + target + ". We found none, neither of one fact nor of two facts together.";
    }

    /** @param isDeciderUnknown whether a decision stands of which no person is known */
    static String askAPerson(boolean isDeciderUnknown) {
        return "You can ask for a person to look at your claim again. It will be somebody who has not decided about it"
                + " before"
                + (isDeciderUnknown ? ", as far as our records name persons." : ".")
                + HOW_TO_ASK;
    }

    static String contact(String contact) {
        return "To do so, turn to " + contact + ". Please name the claim.";
    }

    static String within(int days) {
        return "Please do so within " + days + " days of receiving this letter.";
    }

    static String answered(int days) {
        return "You will get an answer within " + days
                + " days of our receiving it. If it needs longer, we will tell you why before then.";
    }

    static String received(Instant at) {
        return "On " + day(at)
                + " you told us that you do not agree with what was estimated or decided for your claim.";
    }

    /** @param isDeciderUnknown whether it is not known of everybody who decided before which person that was */
    static String reviewed(Instant at, boolean isDeciderUnknown) {
        return "A person"
                + (isDeciderUnknown
                        ? " looked at your claim again, with what you told us. A system of your insurer had noted a"
                                + " decision before; as far as our records name persons, the reviewer is none of those"
                                + " who decided."
                        : " who had not decided about your claim before looked at it again, with what you told us.")
                + " The review ended on " + day(at) + ".";
    }

    static String withdrawn(Instant at) {
        return "On " + day(at) + " it was noted that you no longer want it to be reviewed. Nothing was changed.";
    }

    static String erased(Instant at) {
        return "On " + day(at) + " your data were erased as you asked, and the review ended with that.";
    }

    static final String NO_ANSWER = "What we wrote to you about it is not kept any more.";

    static final String UPHELD = "The result did not change.";

    static String changed(String amount) {
        return "The result changed: the amount for your claim is now " + amount + ".";
    }

    static final String CHANGED = "The result changed.";
}
