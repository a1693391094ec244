package io.claimstream.benchmarks.booster;

import java.nio.file.Path;

/**
 * How large a booster is.
 *
 * @param trees number of trees
 * @param depth depth of each
 */
public record BoosterSize(int trees, int depth) {

    /** Where a booster of this size lies in a folder. */
    public Path in(Path folder) {
        return folder.resolve("booster-" + trees + "x" + depth + ".ubj");
    }
}
