package io.claimstream.feedback.page.models;

/**
 * One thing that is known, with its name.
 *
 * @param address where it leads to; blank for nowhere
 */
public record Fact(String name, String text, String address) {

    static Fact of(String name, String text) {
        return new Fact(name, text, "");
    }
}
