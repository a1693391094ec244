package io.claimstream.feedback.page.submit;

import io.claimstream.feedback.page.FormErrors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form for a claim, and what became of what was sent.
 *
 * @param sections fields that belong together
 * @param typed what stands in the fields, by path
 * @param errors what is wrong with what was sent
 * @param requestId names this form: sent twice it is one claim
 * @param zone the zone in which times are typed
 * @param others rules that are looked at once it is sent
 * @param notice what was filled in beforehand, or blank
 * @param result what became of what was sent; null before it was
 */
public record SubmitView(
        List<Section> sections,
        Map<String, String> typed,
        FormErrors errors,
        String requestId,
        String zone,
        List<String> others,
        String notice,
        @Nullable ResultView result) {

    public SubmitView {
        sections = List.copyOf(sections);
        typed = Map.copyOf(typed);
        others = List.copyOf(others);
    }

    /**
     * Fields that belong together.
     *
     * @param id of its heading
     * @param isFolded whether it is shown only when wanted
     */
    public record Section(
            String id, String words, String hint, boolean isFolded, List<ClaimField> usual, List<ClaimField> more) {

        public Section {
            usual = List.copyOf(usual);
            more = List.copyOf(more);
        }
    }

    /** The moment that was filled in beforehand in a field for a time; blank for none. */
    public String exact(ClaimField field) {
        return Objects.requireNonNullElse(typed.get(field.path() + ClaimTyped.EXACT), "");
    }

    /** What stands in a field; blank for nothing. */
    public String of(ClaimField field) {
        return Objects.requireNonNullElse(typed.get(field.path()), "");
    }

    /** Whether fields have to be seen: something stands in one of them, or is wrong with it. */
    public boolean isSeen(List<ClaimField> fields) {
        return fields.stream()
                .anyMatch(it -> !of(it).isEmpty() || !errors.of(it.path()).isEmpty());
    }

    static List<Section> sections(ClaimFields fields) {
        return fields.parts().stream()
                .map(it -> new Section(
                        "part-" + (it.path().isEmpty() ? "claim" : it.path()),
                        it.words(),
                        it.hint(),
                        it.isOptional(),
                        it.usual(),
                        it.more()))
                .toList();
    }
}
