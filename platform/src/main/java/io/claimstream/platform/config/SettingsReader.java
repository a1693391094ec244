package io.claimstream.platform.config;

import io.claimstream.platform.config.Settings.Found;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Gathers a configuration from its sources and checks it as a whole. Not thread-safe. */
public final class SettingsReader {

    private static final String ENVIRONMENT_PREFIX = "CLAIMSTREAM_";

    private final List<Setting<?>> known;
    private final Map<String, Found> found = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> ignoredVariables = new HashSet<>();

    SettingsReader(Collection<? extends Setting<?>> known) {
        Map<String, Setting<?>> byKey = new LinkedHashMap<>();
        known.forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
        this.known = List.copyOf(byKey.values());
    }

    SettingsReader from(Map<String, Found> values) {
        found.putAll(values);
        return this;
    }

    /** Reads a properties file in UTF-8; one that does not exist or cannot be read is a problem. */
    public SettingsReader file(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("Expected a readable properties file, but '" + path + "' is none ("
                    + e.getClass().getSimpleName() + ").");
            return this;
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return override("file " + path, values);
    }

    /** Names variables that start with CLAIMSTREAM_ but are no settings, such as those of the launcher script. */
    public SettingsReader ignoreVariables(String... names) {
        ignoredVariables.addAll(List.of(names));
        return this;
    }

    /** Takes the variables that start with CLAIMSTREAM_: upper case, with _ where the key has dots or hyphens. */
    public SettingsReader environment(Map<String, String> variables) {
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !ignoredVariables.contains(name)) {
                take(keyOf(name), value, "environment " + name);
            }
        });
        return this;
    }

    /** Takes values by key. They win over what was taken before. */
    public SettingsReader override(String source, Map<String, String> values) {
        new TreeMap<>(values).forEach((key, value) -> take(key, value, source));
        return this;
    }

    /**
     * The settings.
     *
     * @throws SettingsException telling every unknown key and unusable value
     */
    public Settings read() {
        List<String> all = new ArrayList<>(problems);
        found.forEach((key, value) -> check(key, value).ifPresent(all::add));
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        return new Settings(known, found);
    }

    private void take(String key, String value, String source) {
        found.put(key, new Found(value, source));
    }

    private Optional<String> check(String key, Found value) {
        Optional<Setting<?>> setting = find(key);
        if (setting.isEmpty()) {
            return Optional.of("Expected a known key, but '" + key + "' (" + value.source() + ") is unknown."
                    + Nearest.to(key, known.stream().map(Setting::key).toList())
                            .map(nearest -> " Did you mean '" + nearest + "'?")
                            .orElse(""));
        }
        try {
            setting.get().parse(value.text());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            String shown = setting.get().secret() ? "what is set" : "'" + value.text() + "'";
            return Optional.of("Expected " + setting.get().form() + " for '" + key + "', but " + shown + " ("
                    + value.source() + ") is not.");
        }
    }

    private Optional<Setting<?>> find(String key) {
        for (Setting<?> setting : known) {
            boolean matches = setting.isPrefix() ? key.startsWith(setting.key()) : key.equals(setting.key());
            if (matches) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    private String keyOf(String variable) {
        for (Setting<?> setting : known) {
            String name = setting.environmentVariable();
            if (!setting.isPrefix() && variable.equals(name)) {
                return setting.key();
            }
        }
        for (Setting<?> setting : known) {
            if (setting.isPrefix() && variable.startsWith(setting.environmentVariable())) {
                return setting.key()
                        + dotted(
                                variable.substring(setting.environmentVariable().length()));
            }
        }
        return dotted(variable.substring(ENVIRONMENT_PREFIX.length()));
    }

    private static String dotted(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
