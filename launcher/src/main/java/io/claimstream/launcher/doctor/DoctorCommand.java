package io.claimstream.launcher.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code claimstream doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at Kafka, its topics, rights and versions, the schema registry, the database, the services of this machine, clocks and disks, and says what is wrong and what to do.",
            "Changes nothing. Ends with 0 when nothing is wrong, warnings or not, and with 4 otherwise."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        List<Finding> findings = new Doctor(settings, Clock.systemUTC()).examine();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        findings.forEach(it -> rows.addObject()
                .put("area", it.area())
                .put("verdict", it.verdict().name().toLowerCase(Locale.ROOT))
                .put("finding", it.finding())
                .put("advice", it.advice()));
        common.printer().list(rows);
        return (findings.stream().anyMatch(Finding::isWrong) ? ExitCode.OUTSIDE_WORLD : ExitCode.DONE).number();
    }
}
