package io.claimstream.domain.claim;

import java.util.Collection;
import java.util.Map;

/**
 * Knows the pseudonym of each reference: the same one whenever it is asked, as long as it is not destroyed. Thread-safe.
 *
 * <p>May look outside, and wait for that: what it throws then is the world's, and the same question may be asked again.
 */
public interface Pseudonyms {

    /** The pseudonyms of references; one for each. Those of a claim are asked for together. */
    Map<Reference, Pseudonym> of(Collection<Reference> references);
}
