package io.claimstream.model.engine;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every version of an engine that was ever released, by the name that scores carry. An entry is never removed and never points elsewhere:
 * a score is recomputed by what made it, however much newer the build. docs/audit.md says how a version is added. Immutable.
 */
public final class EngineReleases {

    private static final EngineReleases SHIPPED = new EngineReleases(new TreeMap<>(
            Map.of(CompiledEngine.VERSION, CompiledEngine::load, XgboostEngine.VERSION, XgboostEngine::load)));

    private final SortedMap<String, EngineLoader> byVersion;

    private EngineReleases(SortedMap<String, EngineLoader> byVersion) {
        this.byVersion = byVersion;
    }

    /** The versions that this build has. */
    public static EngineReleases shipped() {
        return SHIPPED;
    }

    /** Loads into exactly this version; empty when this build does not have it. */
    public Optional<EngineLoader> find(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    /** Whether a version runs native code, in which an artifact can end the process. */
    public boolean isNative(String version) {
        return XgboostEngine.VERSION.equals(version);
    }

    /** Names of the versions, sorted. */
    public SortedSet<String> versions() {
        return new TreeSet<>(byVersion.keySet());
    }

    /**
     * These and one more.
     *
     * @throws IllegalArgumentException when the version is released already: its bits are promised
     */
    EngineReleases with(String version, EngineLoader loader) {
        TreeMap<String, EngineLoader> more = new TreeMap<>(byVersion);
        if (more.putIfAbsent(version, loader) != null) {
            throw new IllegalArgumentException("Expected a new version, but " + version + " was released.");
        }
        return new EngineReleases(more);
    }
}
