package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.http.LetterJson;
import io.claimstream.feedback.letter.Letter;
import io.claimstream.feedback.letter.Replay;
import io.claimstream.feedback.letter.Replayable;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Words;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as pages show it.
 *
 * @param letter the letter
 * @param names what people and keys are called
 * @param mayReplay whether the reader may put it back
 * @param mayRead whether the reader may look into it
 */
public record LetterView(Letter letter, UnaryOperator<String> names, boolean mayReplay, boolean mayRead) {

    /** The address of its page. */
    public String address() {
        return LetterPages.PATH + "/" + letter.id();
    }

    public String id() {
        return letter.id().toString();
    }

    public Instant diedAt() {
        return letter.diedAt();
    }

    public Instant sourceAt() {
        return letter.source().at();
    }

    /** Why it died, in a few words. */
    public String cause() {
        return Words.of(letter.cause().code());
    }

    /** Why it died, in a sentence. */
    public String why() {
        return LetterWords.why(letter.cause().code());
    }

    public String service() {
        return letter.cause().service();
    }

    /** Class of the error; may be blank. */
    public String error() {
        return letter.cause().error();
    }

    public String topic() {
        return letter.source().topic();
    }

    /** Where the record stood on its topic. */
    public String place() {
        return "partition " + letter.source().partition() + ", offset "
                + letter.source().offset();
    }

    public int bytes() {
        return letter.bytes();
    }

    /** The claim, or blank when nobody knows. */
    public String claim() {
        Letter.About claim = letter.claim();
        return claim == null ? "" : claim.claimId();
    }

    public String insurer() {
        Letter.About claim = letter.claim();
        return claim == null ? "" : claim.insurer();
    }

    public int revision() {
        Letter.About claim = letter.claim();
        return claim == null ? 0 : claim.revision();
    }

    public String claimAddress() {
        return Addresses.claim(insurer(), claim());
    }

    /** How far it is. */
    public String state() {
        return LetterWords.state(letter.replay());
    }

    /** Whether that is good news, bad news, or none. */
    public String mood() {
        Replay replay = letter.replay();
        if (replay == null || LetterWords.isUnderWay(replay)) {
            return "";
        }
        return replay.state() == Replay.State.GONE || replay.outcome() == Replay.Outcome.DIED_AGAIN ? "bad" : "good";
    }

    /** Whether to look again soon. */
    public boolean isUnderWay() {
        return LetterWords.isUnderWay(letter.replay());
    }

    public @Nullable Replay replay() {
        return letter.replay();
    }

    /** Whether it was put back, and something came of it that its claim shows. */
    public boolean isAnswered() {
        Replay replay = letter.replay();
        return letter.claim() != null
                && replay != null
                && replay.outcome() != null
                && replay.outcome() != Replay.Outcome.PENDING;
    }

    /** Who asked for it to be put back; blank for nobody. */
    public String askedBy() {
        return letter.asked().map(it -> names.apply(it.by())).orElse("");
    }

    /** Where it was put; blank before. */
    public String sentTo() {
        return letter.asked()
                .map(Replay::sent)
                .map(it -> it.topic() + ", partition " + it.partition() + ", offset " + it.offset())
                .orElse("");
    }

    /** Whether its form is shown. */
    public boolean isOffered() {
        return mayReplay && letter.replay() == null && Replayable.is(letter);
    }

    /** What is left to do. */
    public String hint() {
        return LetterJson.hint(letter);
    }
}
