package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.operations.Component;
import io.claimstream.feedback.operations.Component.State;
import java.util.List;

/**
 * How Claimstream gets on, as its page shows it.
 *
 * @param components each part
 * @param pace how much passes, and how fast
 * @param groups consumer groups, those of Claimstream first
 * @param obstacle why lag cannot be looked at; blank while it can
 * @param seen when lag was looked at the last time, in words; blank before the first
 * @param span what the pictures show: {@code 15m} or {@code 4h}
 */
public record OperationsView(
        List<Component> components, PaceView pace, List<GroupView> groups, String obstacle, String seen, String span) {

    public OperationsView {
        components = List.copyOf(components);
        groups = List.copyOf(groups);
    }

    /** The state of a part in a word. */
    public static String word(Component component) {
        return switch (component.state()) {
            case UP -> "Works";
            case CARE -> "Look";
            case DOWN -> "Does not work";
            case UNKNOWN -> "Not known";
        };
    }

    /** How all parts are, in a sentence. */
    public String summary() {
        long down = count(State.DOWN);
        long care = count(State.CARE);
        if (down == 0 && care == 0) {
            return "Every part works.";
        }
        return (down == 0 ? "" : down + (down == 1 ? " part does" : " parts do") + " not work. ")
                + (care == 0 ? "" : care + (care == 1 ? " part needs" : " parts need") + " a look.");
    }

    /** Whether that is good news. */
    public String mood() {
        if (count(State.DOWN) > 0) {
            return "bad";
        }
        return count(State.CARE) > 0 ? "care" : "good";
    }

    private long count(State state) {
        return components.stream().filter(it -> it.state() == state).count();
    }
}
