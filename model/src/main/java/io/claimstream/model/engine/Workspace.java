package io.claimstream.model.engine;

/** Room for one call of a {@link CompiledEngine}. */
final class Workspace {

    final long[] slots;
    final double[] contributions;
    final ShapScratch scratch;

    Workspace(int features, ShapScratch scratch) {
        this.slots = new long[2 * features];
        this.contributions = new double[features];
        this.scratch = scratch;
    }
}
