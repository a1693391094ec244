package io.claimstream.launcher.command;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has. */
public final class CommonOptions {

    private static final String CA_KEY = "api.ca";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Directory of everything that is kept on disk; same as --set data.dir=DIR.")
    private @Nullable Path dataDir;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file with the authorities to trust when the API is served by https; same as --set "
                    + CA_KEY + "=FILE.")
    private @Nullable Path ca;

    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with settings.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, over file and environment. May be repeated; 'claimstream config' lists the keys.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--output",
            paramLabel = "json|table",
            description = "Form of the result on standard output. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    private OutputFormat output = OutputFormat.TABLE;

    /**
     * The settings: defaults, file, environment, then the command line.
     *
     * @throws io.claimstream.platform.config.SettingsException telling all that is wrong with them
     */
    public Settings settings(Collection<? extends Setting<?>> known) {
        // The script's own variables are no settings.
        SettingsReader reader = Settings.reader(known).ignoreVariables("CLAIMSTREAM_HEAP", "CLAIMSTREAM_CLASSPATH");
        if (config != null) {
            reader.file(config);
        }
        Map<String, String> given = new LinkedHashMap<>(values);
        if (dataDir != null) {
            given.put(CommonSettings.DATA_DIR.key(), dataDir.toString());
        }
        if (ca != null) {
            given.put(CA_KEY, ca.toString());
        }
        return reader.environment(System.getenv()).commandLine(given).read();
    }

    /** Prints the result. */
    public ResultPrinter printer() {
        return new ResultPrinter(output, spec().commandLine().getOut());
    }

    /** The form that was asked for. */
    public OutputFormat output() {
        return output;
    }

    /** Tells how the work gets on. */
    public Progress progress() {
        return Progress.onStandardError(spec().commandLine().getErr());
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("Expected picocli to fill in the command.");
        }
        return command;
    }
}
