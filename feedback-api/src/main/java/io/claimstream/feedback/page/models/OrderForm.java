package io.claimstream.feedback.page.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that says what an order would do, and asks for it to be confirmed.
 *
 * @param title what is ordered, as a question's subject
 * @param words what will happen, in sentences
 * @param cares what else to know before; none for nothing
 * @param address where the form is sent to
 * @param back where to go instead
 * @param button what the button says
 * @param isGrave whether it takes something out of service
 * @param choices versions to choose from; null where none is chosen
 * @param share the share of a canary in percent, as typed; null where there is none
 * @param insurer the insurer, as typed; null where none is chosen
 * @param reason as typed
 * @param requestId names this form, so that it sent twice is one order
 */
public record OrderForm(
        String title,
        List<String> words,
        List<String> cares,
        String address,
        String back,
        String button,
        boolean isGrave,
        @Nullable List<Choice> choices,
        @Nullable String share,
        @Nullable String insurer,
        String reason,
        String requestId) {

    public OrderForm {
        words = List.copyOf(words);
        cares = List.copyOf(cares);
    }

    /** A version to choose. */
    public record Choice(String value, String label) {}
}
