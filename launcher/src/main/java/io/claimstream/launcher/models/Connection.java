package io.claimstream.launcher.models;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.Addresses;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.CliKey;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.InstanceFile;
import io.claimstream.launcher.instance.KeyFile;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the API is, and how long it is waited for. */
public final class Connection {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Address of the API. Default: the instance that runs on the data directory.")
    private @Nullable URI api;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long an answer is waited for. Default: ${DEFAULT-VALUE}.")
    private int patienceSeconds = 60;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "File with the API key to use, such as your own where two persons are needed. Default: the command line's key in the data directory.")
    private @Nullable Path keyFile;

    /** The options that every command has. */
    public CommonOptions common() {
        return common;
    }

    /** How long an answer is waited for. */
    public Duration patience() {
        if (patienceSeconds < 1) {
            throw new WrongUseException("Expected --patience of 1 or more, but got " + patienceSeconds + ".");
        }
        return Duration.ofSeconds(patienceSeconds);
    }

    /**
     * The API of the instance that is meant, with the key that was named, or that of this data directory.
     *
     * @throws OutsideWorldException when no instance runs
     */
    public InstanceApi open() {
        Settings settings = common.settings(Services.settings());
        Path dataDir = settings.get(CommonSettings.DATA_DIR);
        URI address = api != null
                ? api
                : new InstanceFile(dataDir)
                        .read()
                        .map(Addresses::api)
                        .orElseThrow(
                                () -> new OutsideWorldException(
                                        "Expected an instance that runs on '" + dataDir
                                                + "', but there is none. './claimstream up' starts one; '--data-dir' names another directory."));
        String key = keyFile == null ? CliKey.read(dataDir) : KeyFile.read(keyFile);
        return new InstanceApi(ApiAccess.of(settings, address, key), patience());
    }
}
