package io.claimstream.feedback.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name the name that stands in events and in the audit trail: of a key, an account, or the command line; no personal data
 * @param role what the caller may do
 * @param insurer the only insurer whose claims the caller may see; null for one who serves all
 * @param kind what the caller proved to be
 * @param person name of the person who asks, of a key that of who was shown its text; null when nobody knows
 */
public record Caller(String name, Role role, @Nullable String insurer, Kind kind, @Nullable String person) {

    /** What a caller proved to be. */
    public enum Kind {
        /** A system with an API key. */
        KEY,
        /** A person with an account here or at an identity provider. */
        PERSON
    }

    /** A person, or a key of which nobody knows whose it is. */
    public Caller(String name, Role role, @Nullable String insurer, Kind kind) {
        this(name, role, insurer, kind, kind == Kind.PERSON ? name : null);
    }

    /** A key that serves all insurers, of which nobody knows whose it is. */
    public Caller(String name, Role role) {
        this(name, role, null, Kind.KEY);
    }

    /** Whether what belongs to one insurer, or with null to all of them together, is this caller's to see and to change. */
    public boolean serves(@Nullable String owner) {
        return insurer == null || insurer.equals(owner);
    }

    /** Whether the caller may look at a model slot of an insurer; null for a slot of every insurer, which everybody sees. */
    public boolean seesSlot(@Nullable String owner) {
        return owner == null || serves(owner);
    }
}
