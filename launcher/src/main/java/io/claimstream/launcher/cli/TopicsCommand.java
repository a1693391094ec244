package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.platform.topic.TopicDifference;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Compares the topics of a cluster with the catalogue, and mends what can be mended.")
final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'topics apply' or 'topics diff'.");
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Lists what differs from the catalogue; nothing when nothing does. Ends with 0 either way.")
    int diff(@Mixin CommonOptions common) {
        return print(common, topics -> topics.diff(Topics.ALL));
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Makes missing topics, sets what differs, and lists what it did.",
                "Never changes the partitions of a topic, because keys would move: it refuses and changes nothing."
            })
    int apply(@Mixin CommonOptions common) {
        return print(common, topics -> topics.apply(Topics.ALL));
    }

    private static int print(CommonOptions common, Function<TopicAdmin, List<TopicDifference>> work) {
        try (TopicAdmin topics =
                TopicAdmin.of(InstanceSettings.pointedAtInstance(common.settings(Services.settings())))) {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            work.apply(topics).forEach(difference -> rows.addObject()
                    .put("topic", difference.topic().name())
                    .put("difference", difference.sentence()));
            common.printer().list(rows);
            return ExitCode.DONE.number();
        }
    }
}
