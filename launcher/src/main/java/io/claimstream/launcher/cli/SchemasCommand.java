package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.instance.TopicSchemas;
import io.claimstream.launcher.instance.TopicSchemas.State;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream schemas}. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        description = "Compares the schemas of this version with a schema registry, and registers them.")
final class SchemasCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'schemas check' or 'schemas register'.");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Tells of each topic whether the registry has its schema, would take it, or would refuse it. Registers nothing.",
                "Ends with 0 when it has or would take all of them, and with 4 otherwise: run it before an upgrade."
            })
    int check(@Mixin CommonOptions common) {
        List<TopicSchemas.Checked> all = TopicSchemas.check(registry(common));
        print(common, all);
        return (all.stream().anyMatch(it -> it.state() == State.REFUSED) ? ExitCode.OUTSIDE_WORLD : ExitCode.DONE)
                .number();
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description =
                    "Registers the schema of every topic, for clusters where auto.register.schemas is false, or producers that come before the services.")
    int register(@Mixin CommonOptions common) {
        HttpSchemaRegistry registry = registry(common);
        RegistryClients.registerAll(registry);
        print(common, TopicSchemas.check(registry));
        return ExitCode.DONE.number();
    }

    private static HttpSchemaRegistry registry(CommonOptions common) {
        return RegistryClients.withoutCache(InstanceSettings.pointedAtInstance(common.settings(Services.settings())));
    }

    private static void print(CommonOptions common, List<TopicSchemas.Checked> all) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        all.forEach(it -> rows.addObject()
                .put("subject", it.subject())
                .put("schema", it.schema())
                .put("state", it.state().name().toLowerCase(Locale.ROOT)));
        common.printer().list(rows);
    }
}
