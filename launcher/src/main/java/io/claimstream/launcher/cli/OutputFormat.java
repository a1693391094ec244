package io.claimstream.launcher.cli;

/** Forms of a result. */
public enum OutputFormat {
    TABLE,
    JSON
}
