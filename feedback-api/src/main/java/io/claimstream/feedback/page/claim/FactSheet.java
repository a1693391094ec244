package io.claimstream.feedback.page.claim;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.page.claim.FactField.Form;
import io.claimstream.feedback.page.claim.FactField.Part;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The facts of a claim by revision, the newest first, each with how it differs from the revision before. Immutable.
 *
 * @param revisions numbers of the revisions, the newest first
 * @param sections the facts that any of them states
 * @param unstated what none of them states, in words
 */
public record FactSheet(List<Integer> revisions, List<Section> sections, List<String> unstated) {

    /** The most revisions that are shown beside each other. */
    static final int MOST_REVISIONS = 12;

    public FactSheet {
        revisions = List.copyOf(revisions);
        sections = List.copyOf(sections);
        unstated = List.copyOf(unstated);
    }

    /** Facts that belong together. */
    public record Section(String name, List<Line> lines) {}

    /**
     * One fact.
     *
     * @param isNumber whether it is written to the right
     * @param cells by revision, the newest first
     */
    public record Line(String name, boolean isNumber, List<Cell> cells) {}

    /**
     * A fact of a revision.
     *
     * @param text blank when it is not stated
     * @param difference from the revision before, in words; blank when there is none, or no revision before
     */
    public record Cell(String text, String difference) {

        /** Whether it differs from the revision before. */
        public boolean isChanged() {
            return !difference.isEmpty();
        }
    }

    /** Whether any fact differs from the revision before. */
    public boolean hasChanges() {
        return sections.stream()
                .flatMap(section -> section.lines().stream())
                .flatMap(line -> line.cells().stream())
                .anyMatch(Cell::isChanged);
    }

    /**
     * The facts of some revisions.
     *
     * @param claims 1 or more, the newest first
     */
    static FactSheet of(List<ClaimAccepted> claims, FactWords words) {
        List<Section> sections = Arrays.stream(Part.values())
                .map(part -> new Section(
                        part.words(),
                        FactField.ALL.stream()
                                .filter(field -> field.part() == part && isStated(field, claims))
                                .map(field -> line(field, claims, words))
                                .toList()))
                .filter(section -> !section.lines().isEmpty())
                .toList();
        return new FactSheet(
                claims.stream().map(ClaimAccepted::getRevision).toList(),
                sections,
                FactField.ALL.stream()
                        .filter(field -> !isStated(field, claims))
                        .map(FactField::words)
                        .toList());
    }

    private static boolean isStated(FactField field, List<ClaimAccepted> claims) {
        return claims.stream().anyMatch(it -> field.value().apply(it).isPresent());
    }

    private static Line line(FactField field, List<ClaimAccepted> claims, FactWords words) {
        List<Cell> cells = IntStream.range(0, claims.size())
                .mapToObj(i -> cell(
                        field,
                        claims.get(i),
                        i + 1 < claims.size() ? Optional.of(claims.get(i + 1)) : Optional.empty(),
                        words.of(claims.get(i))))
                .toList();
        return new Line(field.words(), field.form() == Form.AMOUNT || field.form() == Form.COUNT, cells);
    }

    private static Cell cell(FactField field, ClaimAccepted claim, Optional<ClaimAccepted> before, FactWords words) {
        String text =
                field.value().apply(claim).map(it -> words.of(field.form(), it)).orElse("");
        return new Cell(
                text, before.map(it -> difference(field, claim, it, words)).orElse(""));
    }

    private static String difference(FactField field, ClaimAccepted claim, ClaimAccepted earlier, FactWords words) {
        Optional<?> now = field.value().apply(claim);
        Optional<?> before = field.value().apply(earlier);
        boolean isAmount = field.form() == Form.AMOUNT;
        // Amounts of two currencies differ even where their digits do not, and by nothing that could be said.
        boolean isComparable = !isAmount || claim.getCurrency().equals(earlier.getCurrency());
        if (isSame(now, before) && (isComparable || now.isEmpty())) {
            return "";
        }
        if (now.isEmpty()) {
            return "no longer stated";
        }
        if (before.isEmpty()) {
            return "newly stated";
        }
        return isAmount && isComparable
                ? words.money().signed(((BigDecimal) now.get()).subtract((BigDecimal) before.get()))
                : "changed";
    }

    /** 12.5 and 12.50 are one amount. */
    private static boolean isSame(Optional<?> one, Optional<?> other) {
        if (one.isPresent()
                && other.isPresent()
                && one.get() instanceof BigDecimal amount
                && other.get() instanceof BigDecimal earlier) {
            return amount.compareTo(earlier) == 0;
        }
        return Objects.equals(one, other);
    }
}
