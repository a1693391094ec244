package io.claimstream.launcher.command;

/** Forms of a result. */
public enum OutputFormat {
    TABLE,
    JSON
}
