package io.claimstream.launcher.doctor;

import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.TopicSchemas;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaIdsChangedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether the schema registry answers, knows our schemas, refuses breaking ones, and means by its ids what it meant before. */
final class RegistryCheckup implements Checkup {

    private static final String AREA = "schema registry";
    private static final String TOPIC_NAMES = "TopicNameStrategy";

    private final Settings settings;

    RegistryCheckup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> look() {
        HttpSchemaRegistry registry = RegistryClients.withoutCache(settings);
        try {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(
                    AREA,
                    "It answers"
                            + registry.version().map(it -> ", version " + it).orElse("; it tells no version") + "."));
            findings.add(compatibility(registry.compatibility()));
            findings.add(schemas(registry));
            ids().ifPresent(findings::add);
            return findings;
        } catch (RegistryUnavailableException e) {
            return List.of(
                    Finding.wrong(
                            AREA,
                            Objects.requireNonNullElse(e.getMessage(), "It does not answer."),
                            "See whether it runs, and whether schema.registry.url and schema.registry.basic.auth.user.info are right."));
        }
    }

    private static Finding compatibility(String level) {
        return level.equals("NONE")
                ? Finding.warning(
                        AREA,
                        "Its compatibility level is NONE: it takes schemas that break readers.",
                        "Set FULL_TRANSITIVE: PUT {\"compatibility\":\"FULL_TRANSITIVE\"} to /config.")
                : Finding.ok(AREA, "Its compatibility level is " + level + ".");
    }

    private Finding schemas(HttpSchemaRegistry registry) {
        if (!settings.get(CommonSettings.VALUE_SUBJECT_NAME_STRATEGY).endsWith(TOPIC_NAMES)) {
            return Finding.ok(AREA, "Subjects are not named after topics: schemas were not compared.");
        }
        List<TopicSchemas.Checked> all = TopicSchemas.check(registry);
        List<String> refused = subjects(all, TopicSchemas.State.REFUSED);
        if (!refused.isEmpty()) {
            return Finding.wrong(
                    AREA,
                    "It would refuse our schema of " + String.join(", ", refused) + ".",
                    "Another application has registered something else there, or a newer Claimstream has: see its versions.");
        }
        List<String> unknown = subjects(all, TopicSchemas.State.NEW);
        if (unknown.isEmpty()) {
            return Finding.ok(AREA, "It knows the schema of every topic.");
        }
        String found = "It does not know our schema of " + String.join(", ", unknown) + ".";
        return settings.get(CommonSettings.AUTO_REGISTER_SCHEMAS)
                ? Finding.warning(AREA, found, "The first event registers it; or './claimstream schemas register'.")
                : Finding.wrong(
                        AREA,
                        found + " auto.register.schemas is false.",
                        "Register them with './claimstream schemas register'.");
    }

    private static List<String> subjects(List<TopicSchemas.Checked> all, TopicSchemas.State state) {
        return all.stream()
                .filter(it -> it.state() == state)
                .map(TopicSchemas.Checked::subject)
                .toList();
    }

    /** Nothing where no id was kept yet: the directory would be made. */
    private Optional<Finding> ids() {
        Path kept = settings.dataPath("schemas");
        if (!Files.isDirectory(kept)) {
            return Optional.empty();
        }
        try {
            RegistryClients.of(settings).verifyCache();
            return Optional.of(Finding.ok(AREA, "Ids mean what they meant before."));
        } catch (SchemaIdsChangedException e) {
            return Optional.of(Finding.wrong(
                    AREA,
                    Objects.requireNonNullElse(e.getMessage(), "Ids changed their meaning."),
                    "Do not start any service before that is mended: it would write events that nobody can read."));
        }
    }
}
