package io.claimstream.platform.config;

import java.util.List;

/** The configuration cannot be used. Tells every problem at once; holds no values of secrets. */
public final class SettingsException extends RuntimeException {

    private final transient List<String> problems;

    public SettingsException(List<String> problems) {
        super("Expected a usable configuration, but:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, one sentence each; at least one. */
    public List<String> problems() {
        return problems;
    }
}
