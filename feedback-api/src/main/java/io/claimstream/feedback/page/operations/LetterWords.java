package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.letter.LetterFilter;
import io.claimstream.feedback.letter.Replay;
import io.claimstream.feedback.page.QueueFilter.Choice;
import io.claimstream.feedback.page.Words;
import io.claimstream.platform.deadletter.DeadLetterCode;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topic.Writer;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dead letters in words. */
public final class LetterWords {

    private LetterWords() {}

    /** Why a record died, in a sentence; the code itself where it is none of ours. */
    static String why(String code) {
        return switch (code) {
            case "EMPTY_VALUE" -> "The record has no value.";
            case "WRONG_MAGIC" -> "The bytes are in another form than events have: they do not begin with the byte 0.";
            case "CUT_SCHEMA_ID" -> "The bytes end before the number of their schema does.";
            case "UNKNOWN_SCHEMA_ID" -> "The schema registry knows no schema of this number.";
            case "WRONG_SCHEMA" -> "The schema is that of another event.";
            case "MALFORMED_BODY" -> "The bytes do not fit their schema.";
            case "PROCESSING_FAILED" -> "A bug was met while it was processed. Nothing was written for it.";
            case "CANNOT_OPEN" -> "The bytes are sealed, and no key of this installation opens them.";
            case "EFFECT_FAILED" -> "What followed from it could not be written. All of it was undone.";
            default -> code;
        };
    }

    /** How far a letter is, in a few words. */
    static String state(@Nullable Replay replay) {
        if (replay == null) {
            return "Not put back";
        }
        return switch (replay.state()) {
            case WAITING -> "Waits to be put back";
            case GONE -> "Deleted before it could be put back";
            case NOT_NEEDED -> "Not put back: its claim is scored already";
            case SENT -> sent(replay.outcome());
        };
    }

    private static String sent(Replay.@Nullable Outcome outcome) {
        if (outcome == null) {
            return "Put back";
        }
        return switch (outcome) {
            case PENDING -> "Put back; no word of it yet";
            case ACCEPTED -> "Put back, and accepted";
            case REJECTED -> "Put back, and rejected";
            case DUPLICATE -> "Put back; the same was accepted before";
            case SCORED -> "Put back, and scored";
            case DIED_AGAIN -> "Put back, and died again";
            case DELIVERED -> "Put back";
        };
    }

    /** Whether it is worth asking again soon. */
    static boolean isUnderWay(@Nullable Replay replay) {
        return replay != null && (replay.state() == Replay.State.WAITING || replay.outcome() == Replay.Outcome.PENDING);
    }

    /** Reasons to choose from. */
    public static List<Choice> codes() {
        return Stream.concat(
                        Arrays.stream(DeadLetterCode.values()).map(Enum::name),
                        Arrays.stream(DecodingException.Code.values()).map(Enum::name))
                .map(it -> new Choice(it, Words.of(it)))
                .toList();
    }

    /** Services to choose from. */
    public static List<Choice> services() {
        return Stream.of(Writer.CLAIM_INGEST, Writer.FEATURE_STREAM, Writer.SCORING_PROCESSOR, Writer.RETRAIN_WORKER)
                .map(it -> new Choice(it.label(), it.label()))
                .toList();
    }

    /** Topics to choose from. */
    public static List<Choice> topics() {
        return Topics.ALL.stream()
                .map(Topic::name)
                .filter(it -> it.startsWith("claims."))
                .map(it -> new Choice(it, it))
                .toList();
    }

    /** What was asked for, to choose from. */
    public static List<Choice> asked() {
        return List.of(
                new Choice(LetterFilter.Asked.NOTHING.name(), "Not put back"),
                new Choice(LetterFilter.Asked.WAITING.name(), "Waits to be put back"),
                new Choice(LetterFilter.Asked.REPLAYED.name(), "Put back"));
    }
}
