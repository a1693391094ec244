package io.claimstream.platform.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The configuration of a process: a value for every known key, checked when built. Later sources win: defaults, then the file,
 * then the environment, then what the caller overrides. Immutable.
 */
public final class Settings {

    /** What is shown in place of a secret. */
    public static final String MASK = "******";

    private final List<Setting<?>> known;
    private final Map<String, Found> found;

    Settings(List<Setting<?>> known, Map<String, Found> found) {
        this.known = List.copyOf(known);
        this.found = Map.copyOf(found);
    }

    /** A value as text and where it came from. */
    record Found(String text, String source) {}

    /**
     * One line of the configuration as shown to people.
     *
     * @param key the key
     * @param value the value as text, masked when secret; empty when nothing is set
     * @param source {@code default}, or where the value came from
     * @param meaning what the key means
     */
    public record Entry(String key, String value, String source, String meaning) {}

    /** Starts reading a configuration in which only the given keys are known. A key named twice counts once. */
    public static SettingsReader reader(Collection<? extends Setting<?>> known) {
        return new SettingsReader(known);
    }

    /** The given values over the defaults; for tests and tools. */
    public static Settings of(Collection<? extends Setting<?>> known, Map<String, String> values) {
        return reader(known).override("given", values).read();
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException when the key is not among those known, which is a bug
     */
    public <T> T get(Setting<T> setting) {
        if (known.stream().noneMatch(one -> one.key().equals(setting.key()))) {
            throw new IllegalArgumentException(
                    "Expected a known setting, but '" + setting.key() + "' is not declared by the service.");
        }
        Found value = found.get(setting.key());
        return setting.parse(value == null ? setting.defaultText() : value.text());
    }

    /** The values of all keys with a prefix, by the rest of the key. */
    public Map<String, String> withPrefix(Setting<String> prefix) {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix.key()))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().substring(prefix.key().length()),
                        entry -> entry.getValue().text()));
    }

    /** These settings with some values replaced, checked anew. */
    public Settings with(String source, Map<String, String> values) {
        return new SettingsReader(known).from(found).override(source, values).read();
    }

    /** These settings with one value replaced, checked anew. */
    public <T> Settings with(Setting<T> setting, String value) {
        return with("given", Map.of(setting.key(), value));
    }

    /** A path below the directory of all data. */
    public Path dataPath(String first, String... more) {
        return get(CommonSettings.DATA_DIR).resolve(Path.of(first, more));
    }

    /** The keys that this configuration knows, prefixes included. */
    public List<Setting<?>> known() {
        return known;
    }

    /** Every key in the order of declaration, with its value; secrets masked. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Setting<?> setting : known) {
            if (setting.isPrefix()) {
                entries.addAll(prefixed(setting));
            } else {
                entries.add(entry(setting));
            }
        }
        return List.copyOf(entries);
    }

    private Entry entry(Setting<?> setting) {
        Found value = found.get(setting.key());
        String text = value == null ? setting.defaultText() : value.text();
        String source = value == null ? "default" : value.source();
        return new Entry(setting.key(), setting.secret() ? mask(text) : Shown.of(text), source, setting.meaning());
    }

    private List<Entry> prefixed(Setting<?> setting) {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(setting.key()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Entry(
                        entry.getKey(),
                        setting.isSecret(entry.getKey()) || soundsSecret(entry.getKey())
                                ? mask(entry.getValue().text())
                                : Shown.of(entry.getValue().text()),
                        entry.getValue().source(),
                        setting.meaning()))
                .toList();
    }

    private static String mask(String text) {
        return text.isEmpty() ? "" : MASK;
    }

    /** Passed-on keys are not declared, so their names decide; rather one mask too many. */
    static boolean soundsSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return List.of("password", "secret", "jaas", "token", "credential", "key").stream()
                .anyMatch(lower::contains);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && known.equals(settings.known) && found.equals(settings.found);
    }

    @Override
    public int hashCode() {
        return Objects.hash(known, found);
    }

    /** Every key that is set, secrets masked. */
    @Override
    public String toString() {
        Map<String, String> shown = new LinkedHashMap<>();
        entries().stream()
                .filter(entry -> !entry.source().equals("default"))
                .forEach(e -> shown.put(e.key(), e.value()));
        return "Settings" + shown;
    }
}
