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

    /** Takes the values of a command line, which win over what was taken before. A secret among them is a problem: every user of a machine sees the command lines of all. */
    public SettingsReader commandLine(Map<String, String> values) {
        Map<String, String> taken = new TreeMap<>(values);
        values.forEach((key, value) -> {
            if (isSecret(key) || Shown.hides(value)) {
                taken.remove(key);
                problems.add("Expected '" + key + "' in a file or the environment and not on the command line, which"
                        + " every user of the machine can see."
                        + (isSecret(key) ? " '" + key + SecretFile.SUFFIX + "' names a file that holds it." : ""));
            }
        });
        return override("command line", taken);
    }

    /**
     * The settings. What {@code KEY.file} names for a secret is read now, and stands for KEY.
     *
     * @throws SettingsException telling every unknown key and unusable value
     */
    public Settings read() {
        readSecretFiles();
        List<String> all = new ArrayList<>(problems);
        found.forEach((key, value) -> check(key, value).ifPresent(all::add));
        known.stream().filter(Setting::isPrefix).forEach(it -> all.addAll(it.problems(below(it))));
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        return new Settings(known, found);
    }

    private void readSecretFiles() {
        Map<String, Found> files = new TreeMap<>(found);
        files.keySet().removeIf(key -> !namesSecretFile(key));
        files.forEach((key, value) -> {
            found.remove(key);
            String secret = key.substring(0, key.length() - SecretFile.SUFFIX.length());
            Found other = found.get(secret);
            if (other != null) {
                problems.add("Expected either '" + secret + "' or '" + key + "', but both are set (" + other.source()
                        + ", " + value.source() + ").");
                return;
            }
            try {
                found.put(secret, new Found(SecretFile.read(key, value.text()), value.source()));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        });
    }

    /** Some keys end like this by themselves, and read their file when they need it. */
    private boolean namesSecretFile(String key) {
        return key.endsWith(SecretFile.SUFFIX)
                && known.stream().noneMatch(it -> it.key().equals(key))
                && isSecret(key.substring(0, key.length() - SecretFile.SUFFIX.length()));
    }

    private boolean isSecret(String key) {
        return find(key).map(it -> it.isSecret(key)).orElse(false);
    }

    private Map<String, String> below(Setting<?> prefix) {
        Map<String, String> below = new TreeMap<>();
        found.forEach((key, value) -> {
            if (key.startsWith(prefix.key())) {
                below.put(key.substring(prefix.key().length()), value.text());
            }
        });
        return below;
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
            String shown = setting.get().secret() ? "what is set" : "'" + Shown.of(value.text()) + "'";
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
