package io.claimstream.model.published;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Fetched models on disk, a folder for each version. What lies there is believed no more than what comes from Kafka: it goes
 * through the same checks. One thread writes; any thread reads.
 */
public final class ModelArchive {

    private static final Pattern VERSION = Pattern.compile("m-[0-9a-f]{12}");

    private final Path folder;
    private final Set<String> whole = ConcurrentHashMap.newKeySet();

    /** The archive in a folder, which is made when the first model is put there. */
    public ModelArchive(Path folder) {
        this.folder = folder;
    }

    /** Whether a version may be a name of a folder: versions come from outside. */
    public static boolean isName(String version) {
        return VERSION.matcher(version).matches();
    }

    /** Whether a version is there, whole. */
    public boolean holds(String version) {
        if (!whole.contains(version) && isName(version) && home(version).isWhole()) {
            whole.add(version);
        }
        return whole.contains(version);
    }

    /** Keeps a model under its version name. */
    public void put(ModelBundle bundle) {
        home(bundle.version()).write(bundle);
        whole.add(bundle.version());
    }

    /** The bundle of a version; empty when it is not there. */
    public Optional<ModelBundle> get(String version) {
        return holds(version) ? Optional.of(home(version).read(version)) : Optional.empty();
    }

    private ModelFolder home(String version) {
        return new ModelFolder(folder.resolve(version));
    }
}
