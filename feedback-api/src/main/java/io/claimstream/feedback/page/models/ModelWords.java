package io.claimstream.feedback.page.models;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Models.Challenge;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is said of models, in words. */
final class ModelWords {

    private static final long HOURS_OF_DAYS = 48;

    private ModelWords() {}

    /**
     * Where a version stands, as the API calls it, and how it challenges where it does.
     *
     * @param challenge the challenge of its slot; null for none
     */
    static String state(String version, String state, @Nullable Challenge challenge, Reader reader) {
        if (challenge == null || !challenge.version().equals(version)) {
            return Words.of(state);
        }
        return challenge.share() == 0
                ? "Challenger, in shadow"
                : "Challenger, canary of " + reader.share(challenge.share());
    }

    /** What was decided. */
    static String action(DeploymentAction action) {
        return switch (action) {
            case PROMOTED -> "Promoted";
            case REFUSED -> "Refused by the gates";
            case COMMAND_REFUSED -> "Command refused";
            case ROLLED_BACK -> "Rolled back";
            case PINNED -> "Pinned";
            case UNPINNED -> "Unpinned";
            case RETIRED -> "Retired";
            case SHADOWED -> "Put in shadow";
            case CANARY_STARTED -> "Canary started";
            default -> Words.of(action.name());
        };
    }

    /** What was asked. */
    static String kind(ModelCommandKind kind) {
        return switch (kind) {
            case PROMOTE -> "Promote";
            case ROLL_BACK -> "Roll back";
            case PIN -> "Pin";
            case UNPIN -> "Unpin";
            case RETIRE -> "Retire";
            case SHADOW -> "Put in shadow";
            case CANARY -> "Start as a canary";
            case TRAIN -> "Train";
            case UPLOAD -> "Look at an uploaded model";
            default -> Words.of(kind.name());
        };
    }

    /** What set a run off. */
    static String cause(String cause) {
        return switch (cause) {
            case "LABELS" -> "Enough new labels";
            case "COMMAND" -> "A person asked";
            case "LIVE_ERROR" -> "The champion broke its bounds";
            case "DRIFT" -> "Claims have drifted";
            case "SCHEDULE" -> "The schedule";
            case "UPLOAD" -> "A model was uploaded";
            default -> Words.of(cause);
        };
    }

    /** What came of a run. */
    static String outcome(String state) {
        return switch (state) {
            case "TRAINING" -> "Under way";
            case "PUBLISHED" -> "Promoted";
            case "CHALLENGING" -> "Challenges the champion";
            case "REFUSED" -> "Refused by the gates";
            case "TOO_FEW" -> "Too few labels";
            default -> Words.of(state);
        };
    }

    /** How long ago something was: 3 hours ago. */
    static String ago(Instant now, Instant then) {
        return then.isAfter(now) ? "just now" : size(Duration.between(then, now)) + " ago";
    }

    /** A time that passed or is to pass, in its largest unit. */
    static String size(Duration time) {
        if (time.toMinutes() == 0) {
            return counted(Math.max(0, time.toSeconds()), "second");
        }
        if (time.toHours() == 0) {
            return counted(time.toMinutes(), "minute");
        }
        return time.toHours() < HOURS_OF_DAYS ? counted(time.toHours(), "hour") : counted(time.toDays(), "day");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
