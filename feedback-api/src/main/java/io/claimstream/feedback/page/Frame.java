package io.claimstream.feedback.page;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title what the page is
 * @param assets where its style and scripts are, without a slash at the end
 * @param theme {@code light} or {@code dark} where the reader chose; blank to follow the system
 * @param navigation the pages that the reader may see
 * @param person who is signed in, or null
 * @param csrf goes with every form; blank when nobody is signed in
 * @param reader how the reader writes numbers and times
 * @param again seconds after which the browser asks again by itself, or 0
 */
public record Frame(
        String title,
        String assets,
        String theme,
        Menu navigation,
        @Nullable Person person,
        String csrf,
        Reader reader,
        int again) {

    /** A page to go to. */
    public record Link(String label, String path, boolean isCurrent) {}

    /**
     * The pages that a reader may see.
     *
     * @param bar those that stand in a row
     * @param more those that a disclosure behind them holds; empty when all have room
     */
    public record Menu(List<Link> bar, List<Link> more) {

        /** Leads nowhere. */
        public static final Menu NONE = new Menu(List.of(), List.of());

        public Menu {
            bar = List.copyOf(bar);
            more = List.copyOf(more);
        }

        /** What the disclosure is called: with the page that is shown, where it is one of those within. */
        public String moreLabel() {
            return more.stream()
                    .filter(Link::isCurrent)
                    .map(it -> "More: " + it.label())
                    .findFirst()
                    .orElse("More");
        }

        /** Whether the reader may see a page that it leads to. */
        public boolean leadsTo(String path) {
            return Stream.concat(bar.stream(), more.stream())
                    .anyMatch(it -> it.path().equals(path));
        }

        /** Whether the page that is shown is within the disclosure. */
        public boolean isWithinMore() {
            return more.stream().anyMatch(Link::isCurrent);
        }
    }

    /**
     * Who is signed in.
     *
     * @param name what the person is called
     * @param role the role in words
     * @param insurer whose claims the person sees, in words
     */
    public record Person(String name, String role, String insurer) {}
}
