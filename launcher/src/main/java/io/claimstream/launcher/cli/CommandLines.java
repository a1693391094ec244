package io.claimstream.launcher.cli;

import io.claimstream.platform.service.ExitCode;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line as a whole: its commands, and how each failure ends it. */
public final class CommandLines {

    private CommandLines() {}

    /** The command line of the product. */
    public static CommandLine production() {
        return of(new ClaimstreamCommand());
    }

    /** A command line with the product's exit codes. */
    static CommandLine of(Object command) {
        IExecutionExceptionHandler failed = (failure, line, parsed) -> failed(failure, line.getErr());
        IParameterExceptionHandler misused = (failure, args) -> misused(failure);
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(CommandLines::executed)
                .setExecutionExceptionHandler(failed)
                .setParameterExceptionHandler(misused);
    }

    /** An error is a bug like others: left alone it would end one thread and leave the others of a started instance running. */
    private static int executed(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (LinkageError | AssertionError | StackOverflowError e) {
            throw new ExecutionException(
                    parsed.commandSpec().commandLine(),
                    "ended by an error",
                    new IllegalStateException(e.toString(), e));
        }
    }

    private static int failed(Exception failure, PrintWriter err) {
        Failure known = Failure.of(failure);
        err.println("claimstream: " + known.message());
        err.flush();
        if (known.isBug()) {
            LoggerFactory.getLogger(CommandLines.class).error("a bug ended the command", failure);
        }
        return known.code().number();
    }

    private static int misused(ParameterException failure) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("claimstream: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("'" + line.getCommandSpec().qualifiedName() + " --help' tells more.");
        err.flush();
        return ExitCode.WRONG_USE.number();
    }
}
