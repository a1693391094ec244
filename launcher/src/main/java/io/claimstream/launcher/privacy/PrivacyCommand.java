package io.claimstream.launcher.privacy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream privacy}. */
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description = "Personal data: what is held on somebody, and what is kept how long.",
        subcommands = {ExportCommand.class, RetentionCommand.class})
public final class PrivacyCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'privacy export' or 'privacy retention'.");
    }
}
