package io.claimstream.domain.lifecycle;

import java.util.Locale;
import java.util.function.Function;

/** Where a model version stands in a slot. A state has its legal moves as methods and no others. Immutable. */
public sealed interface VersionState {

    /** Published, and nothing decided yet. */
    record Candidate() implements VersionState {

        Challenger challenge() {
            return new Challenger();
        }

        Champion promote() {
            return new Champion();
        }

        Refused refuse() {
            return new Refused();
        }

        Retired retire() {
            return new Retired(Retired.How.BY_HAND);
        }
    }

    /** Scores beside the champion. */
    record Challenger() implements VersionState {

        Retired endUnproven() {
            return new Retired(Retired.How.UNPROVEN);
        }

        Champion promote() {
            return new Champion();
        }

        Refused refuse() {
            return new Refused();
        }

        Retired retire() {
            return new Retired(Retired.How.BY_HAND);
        }
    }

    /** In service. There is no way to retire it: another, or the baseline, has to take its place. */
    record Champion() implements VersionState {

        Retired supersede() {
            return new Retired(Retired.How.SUPERSEDED);
        }

        Retired withdraw() {
            return new Retired(Retired.How.WITHDRAWN);
        }
    }

    /**
     * Out of service.
     *
     * @param how how it came to that
     */
    record Retired(How how) implements VersionState {

        /** How a version came out of service. */
        public enum How {
            /** A later one took its place; a roll back may return to it. */
            SUPERSEDED,
            /** It was rolled back from; only a person puts it in service again. */
            WITHDRAWN,
            /** A person retired it; only a person puts it in service again. */
            BY_HAND,
            /** It challenged the champion and was not proven better; only a person puts it in service. */
            UNPROVEN
        }

        Champion reinstate() {
            return new Champion();
        }

        Challenger challenge() {
            return new Challenger();
        }

        Retired retire() {
            return new Retired(How.BY_HAND);
        }
    }

    /** The gates said no. */
    record Refused() implements VersionState {

        /** The same content came out of a later training. */
        Candidate tryAgain() {
            return new Candidate();
        }
    }

    /** One function for each state. */
    record Cases<R>(
            Function<Candidate, R> candidate,
            Function<Challenger, R> challenger,
            Function<Champion, R> champion,
            Function<Retired, R> retired,
            Function<Refused, R> refused) {}

    /** The value of whichever state this is. */
    default <R> R fold(Cases<R> cases) {
        if (this instanceof Candidate state) {
            return cases.candidate().apply(state);
        }
        if (this instanceof Challenger state) {
            return cases.challenger().apply(state);
        }
        if (this instanceof Champion state) {
            return cases.champion().apply(state);
        }
        if (this instanceof Retired state) {
            return cases.retired().apply(state);
        }
        return cases.refused().apply((Refused) this);
    }

    /** The state in one lower-case word, as people read it. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
