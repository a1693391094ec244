package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.AclAdmin;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Grant;
import io.claimstream.platform.acl.Principals;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.SecurityDisabledException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream acls}. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = "Says who may do what on the Kafka cluster, and puts it in force.")
final class AclsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Which principal each role is. */
    static final class Names {

        @Option(
                names = "--principal",
                paramLabel = "ROLE=NAME",
                description =
                        "Name that the cluster knows a role by, without User:, such as claim-ingest=CN=ingest,O=Us."
                                + " May be repeated. Without it each role is known by its own name.")
        private Map<String, String> names = new LinkedHashMap<>();

        Principals of(AclCatalogue catalogue) {
            names.keySet().stream()
                    .filter(it -> !catalogue.roles().contains(it))
                    .findFirst()
                    .ifPresent(it -> {
                        throw new WrongUseException("Expected one of " + String.join(", ", catalogue.roles())
                                + " before '=', but got '" + it + "'.");
                    });
            return new Principals(names);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'acls list' or 'acls apply'.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists who may do what on the Kafka cluster: every service, the systems upstream and the operator.",
                "What may be read or written may be described, too."
            })
    int list(
            @Mixin CommonOptions options,
            @Mixin Names given,
            @Option(names = "--commands", description = "Print command lines of Kafka's kafka-acls.sh instead.")
                    boolean commands,
            @Option(names = "--markdown", description = "Print the page of all permissions instead: docs/acls.md.")
                    boolean markdown) {
        AclCatalogue catalogue = Services.acls();
        Principals principals = given.of(catalogue);
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(AclsDocument.text(catalogue));
        } else if (commands) {
            String command = "kafka-acls.sh --bootstrap-server "
                    + options.settings(Services.settings()).get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS)
                    + " --command-config admin.properties ";
            catalogue.grants().forEach(it -> out.println(command + it.commandLine(principals)));
        } else {
            options.printer().list(rows(catalogue.grants(), principals));
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Adds what is missing on the cluster, and lists what it did; nothing when nothing is missing.",
                "Who runs it needs Alter on the cluster: see docs/security.md."
            })
    int apply(
            @Mixin CommonOptions options,
            @Mixin Names given,
            @Option(names = "--dry-run", description = "Only list what would be done.") boolean dryRun,
            @Option(
                            names = "--remove-surplus",
                            description = "Also remove what is allowed to one of the principals and not in the list.")
                    boolean removeSurplus) {
        AclCatalogue catalogue = Services.acls();
        Principals principals = given.of(catalogue);
        List<AclBinding> wanted = catalogue.grants().stream()
                .flatMap(it -> it.bindings(principals))
                .toList();
        Settings settings = InstanceSettings.pointedAtInstance(options.settings(Services.settings()));
        try (AclAdmin acls = AclAdmin.of(settings)) {
            AclAdmin.Difference difference = acls.diff(wanted);
            if (!dryRun) {
                acls.add(difference);
            }
            if (!dryRun && removeSurplus) {
                acls.remove(difference);
            }
            options.printer().list(changes(difference, dryRun, removeSurplus));
            return ExitCode.DONE.number();
        } catch (SecurityDisabledException e) {
            throw new OutsideWorldException(
                    "Expected a cluster with an authorizer, but it has none: set authorizer.class.name on every broker"
                            + " and controller, such as org.apache.kafka.metadata.authorizer.StandardAuthorizer.");
        }
    }

    private static ArrayNode rows(List<Grant> grants, Principals principals) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        grants.forEach(it -> rows.addObject()
                .put("principal", principals.of(it.role()))
                .put("resource", it.type().name().toLowerCase(Locale.ROOT))
                .put("name", it.name())
                .put("pattern", it.pattern().name().toLowerCase(Locale.ROOT))
                .put("operations", it.operations().stream().map(Grant::word).collect(Collectors.joining(" ")))
                .put("why", it.why()));
        return rows;
    }

    private static ArrayNode changes(AclAdmin.Difference difference, boolean dryRun, boolean removes) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        String added = dryRun ? "would be added" : "added";
        String removed = dryRun ? "would be removed" : "removed";
        difference.missing().forEach(it -> row(rows.addObject(), added, it));
        difference
                .surplus()
                .forEach(it -> row(rows.addObject(), removes ? removed : "surplus, left; --remove-surplus", it));
        return rows;
    }

    private static void row(ObjectNode row, String change, AclBinding binding) {
        row.put("change", change)
                .put("principal", binding.entry().principal())
                .put("resource", binding.pattern().resourceType().name().toLowerCase(Locale.ROOT))
                .put("name", binding.pattern().name())
                .put("pattern", binding.pattern().patternType().name().toLowerCase(Locale.ROOT))
                .put("operation", Grant.word(binding.entry().operation()));
    }
}
