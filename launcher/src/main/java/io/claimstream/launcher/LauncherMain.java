package io.claimstream.launcher;

import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.instance.QuietLogs;

/** Starts the command line. */
public final class LauncherMain {

    private LauncherMain() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        QuietLogs.apply();
        System.exit(CommandLines.production().execute(args));
    }
}
