package io.claimstream.feedback.page.models;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelCommandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an order will do, in words. The retrain worker decides by the same states, at the moment at which it answers. */
final class OrderText {

    /** What the addresses of orders about a version end in. */
    static final Map<String, ModelCommandKind> OF_VERSIONS = Map.of(
            "promote", ModelCommandKind.PROMOTE,
            "shadow", ModelCommandKind.SHADOW,
            "canary", ModelCommandKind.CANARY,
            "pin", ModelCommandKind.PIN,
            "retire", ModelCommandKind.RETIRE);

    /** What those about a slot end in. */
    static final Map<String, ModelCommandKind> OF_SLOTS = Map.of(
            "rollback", ModelCommandKind.ROLL_BACK,
            "unpin", ModelCommandKind.UNPIN,
            "train", ModelCommandKind.TRAIN);

    private static final String ALL = "every new claim of ";

    private final ModelCommandKind kind;
    private final String version;
    private final SlotName slot;
    private final SlotHistory history;

    /** @param version blank for an order about a slot */
    OrderText(ModelCommandKind kind, String version, SlotName slot, SlotHistory history) {
        this.kind = kind;
        this.version = version;
        this.slot = slot;
        this.history = history;
    }

    String title() {
        return switch (kind) {
            case PROMOTE -> "Promote " + version;
            case SHADOW -> "Put " + version + " in shadow";
            case CANARY -> "Start " + version + " as a canary";
            case PIN -> "Pin to " + version;
            case RETIRE -> "Retire " + version;
            case ROLL_BACK -> "Roll back " + slot.text();
            case UNPIN -> "Unpin " + slot.text();
            default -> "Start a training for " + slot.text();
        };
    }

    String button() {
        return switch (kind) {
            case PROMOTE -> "Promote it";
            case SHADOW -> "Put it in shadow";
            case CANARY -> "Start the canary";
            case PIN -> "Pin to it";
            case RETIRE -> "Retire it";
            case ROLL_BACK -> "Roll back";
            case UNPIN -> "Unpin";
            default -> "Start the training";
        };
    }

    List<String> words() {
        String champion = history.champion().orElse("the baseline");
        return switch (kind) {
            case PROMOTE ->
                List.of(
                        version + " takes the place of " + champion + ": it estimates " + ALL + slot.text()
                                + " from the moment at which the scorers have changed over.",
                        "Scores that were given before stay as they are. A roll back returns to " + champion + ".");
            case SHADOW ->
                List.of(
                        version + " scores " + ALL + slot.text() + " beside " + champion
                                + ", and decides none of them.",
                        "Settlements then say which of the two is nearer. Once it is proven better, the retrain worker promotes it by itself, or makes it a canary first, as it is set up.",
                        "While it challenges, each claim costs the time of two scores, and no training begins by itself here.");
            case CANARY ->
                List.of(
                        version + " decides a share of the claims of " + slot.text() + "; " + champion
                                + " decides the others.",
                        "All revisions of a claim are decided by the same model. The one that does not decide scores the claim beside it, so that the trial goes on.",
                        "Once it is proven better, and enough of its own claims are settled, the retrain worker promotes it by itself.");
            case PIN ->
                List.of(
                        "The slot stays on " + version
                                + " until somebody unpins it. Trainings go on, and what they make is held back.",
                        "With an insurer named, that insurer gets " + version + " whatever the others get.");
            case RETIRE ->
                List.of(
                        version
                                + " is not returned to by a roll back any more, and the retrain worker never promotes it by itself.",
                        "Only a person can promote it again.");
            case ROLL_BACK -> rollBack(champion);
            case UNPIN ->
                List.of(
                        slot.insurer() == null
                                ? "The slot may move again: what the next training makes can be promoted. " + champion
                                        + " stays in service until then."
                                : "Insurer " + slot.insurer()
                                        + " gives up its own model and gets what every insurer has.");
            default ->
                List.of(
                        "The retrain worker reads every label up to now and trains a model in a process of its own, at the lowest priority. That takes minutes; scoring goes on beside it.",
                        "The new model is compared with " + champion
                                + " on later claims and asked by every gate. It goes into service by itself when it passes, as the retrain worker is set up, and is refused otherwise.",
                        "One training at a time: while another is under way, this one waits for it.");
        };
    }

    private List<String> rollBack(String champion) {
        List<String> words = new ArrayList<>();
        words.add(champion + " goes out of service at once, and is not promoted by itself again.");
        words.add("In its place comes what you choose; " + returnsTo() + " was there before.");
        words.add("The scores that " + champion
                + " gave stay as they are. Afterwards you see how many they are, and can have them done again.");
        return words;
    }

    private String returnsTo() {
        return history.returnsTo()
                .filter(it -> !it.equals(SlotHistory.BASELINE))
                .orElse("the baseline");
    }

    /** What stands in the way, as far as the states say. */
    List<String> cares() {
        List<String> cares = new ArrayList<>();
        Optional<String> other = history.challenge().map(it -> it.version()).filter(it -> !it.equals(version));
        boolean isMove =
                kind == ModelCommandKind.PROMOTE || kind == ModelCommandKind.SHADOW || kind == ModelCommandKind.CANARY;
        if (isMove && history.isPinned()) {
            cares.add("The slot is pinned, so this will be refused. Unpin it first.");
        }
        if ((kind == ModelCommandKind.SHADOW || kind == ModelCommandKind.CANARY) && other.isPresent()) {
            cares.add(other.get() + " challenges the champion now. Its challenge ends: one challenges at a time.");
        }
        if (kind == ModelCommandKind.TRAIN && history.challenge().isPresent()) {
            cares.add("A challenger is on trial here. A model that is trained now may cut its trial short.");
        }
        if (kind == ModelCommandKind.TRAIN && history.isPinned()) {
            cares.add("The slot is pinned: whatever is trained is held back until it is unpinned.");
        }
        return cares;
    }
}
