package io.claimstream.model.engine;

/**
 * Computes margins and exact contributions from feature vectors. Implementations are thread-safe. A vector has the length of
 * the model's feature set; NaN is missing, infinite values are an error of the caller.
 */
public interface ScoringEngine extends AutoCloseable {

    /** Version of the engine: the same version, artifact and row give the same bits. */
    String version();

    /** The margin of a row. */
    float margin(float[] row);

    /** The margins of rows that lie one after another. */
    float[] margins(float[] rows, int count);

    /** The margin of a row and what each feature adds to it. */
    Explanation explain(float[] row);

    /**
     * The margin of a row, with what each feature adds to it written where the caller says.
     *
     * @param contributions takes one for each feature, followed by the base
     */
    float explain(float[] row, float[] contributions);

    /** Releases what the engine holds; whoever scores afterwards gets an {@link IllegalStateException}. */
    @Override
    void close();
}
