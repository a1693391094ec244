package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.http.ExplanationDesk.Moved;
import io.claimstream.feedback.page.Reader;
import java.util.List;

/**
 * What would move an estimate, as the page shows it.
 *
 * @param text what was found, as a sentence
 * @param changes each change as a sentence
 * @param then the estimate with these changes, and how far it moved; blank when nothing was found
 */
public record MovedView(String text, List<String> changes, String then) {

    public MovedView {
        changes = List.copyOf(changes);
    }

    static MovedView of(Moved moved, Reader reader) {
        String currency = moved.score().getCurrency();
        List<String> changes = moved.found().changes().stream()
                .map(it -> it.sentence(currency))
                .toList();
        return new MovedView(
                moved.text(),
                changes,
                changes.isEmpty()
                        ? ""
                        : "The estimate would be "
                                + reader.money(moved.found().estimate(), currency) + " instead of "
                                + reader.money(moved.score().getEstimate(), currency) + ".");
    }
}
