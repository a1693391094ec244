package io.claimstream.platform.config;

import java.util.List;
import java.util.Map;

/** What is known of the keys below a prefix, whose values are passed on to somebody else's code. Immutable. */
interface PassedOn {

    /**
     * What is wrong with the values, one sentence each that says what to do; empty when nothing is. Holds no value of a secret.
     *
     * @param prefix the prefix, for the sentences
     * @param values by the rest of the key
     */
    List<String> problems(String prefix, Map<String, String> values);

    /** Whether the value of a key, named by its rest, is never shown, and taken from files and the environment only. */
    boolean isSecret(String rest);
}
