package io.claimstream.model.engine;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.Forest;
import java.util.Arrays;

/**
 * The fast engine: margins equal to XGBoost's bit for bit, exact path-dependent contributions. Plain Java, no native code; the same bits
 * on every machine. Thread-safe; calls do not wait for each other.
 */
public final class CompiledEngine implements ScoringEngine {

    /** Changes when the same artifact and row may give other bits. */
    public static final String VERSION = "compiled/1";

    private final int features;
    private final MarginProgram margins;
    private final ShapProgram shap;
    private final WorkspacePool workspaces;
    private volatile boolean isClosed;

    private CompiledEngine(Forest forest) {
        this.features = forest.features();
        this.margins = MarginProgram.of(forest);
        this.shap = ShapProgram.of(forest);
        this.workspaces = new WorkspacePool(() -> new Workspace(features, shap.newScratch()));
    }

    /** Compiles a forest. */
    public static CompiledEngine of(Forest forest) {
        if (forest.features() > Keys.MAX_FEATURES) {
            throw new IllegalArgumentException(
                    "Expected at most " + Keys.MAX_FEATURES + " features, but there are " + forest.features() + ".");
        }
        return new CompiledEngine(forest);
    }

    /**
     * Reads and compiles an artifact.
     *
     * @param features length of a feature vector
     * @throws io.claimstream.model.artifact.ModelRefusedException when it is not sound, or of a kind that cannot be scored
     */
    public static CompiledEngine load(byte[] artifact, int features) {
        return of(BoosterArtifact.read(artifact, features).forest());
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public float margin(float[] row) {
        check(row, 1);
        Workspace workspace = workspaces.borrow();
        Keys.expand(row, 0, features, workspace.slots);
        float margin = margins.margin(workspace.slots);
        workspaces.giveBack(workspace);
        return margin;
    }

    @Override
    public float[] margins(float[] rows, int count) {
        check(rows, count);
        Workspace workspace = workspaces.borrow();
        float[] found = new float[count];
        for (int i = 0; i < count; i++) {
            Keys.expand(rows, i * features, features, workspace.slots);
            found[i] = margins.margin(workspace.slots);
        }
        workspaces.giveBack(workspace);
        return found;
    }

    @Override
    public Explanation explain(float[] row) {
        float[] contributions = new float[features + 1];
        float margin = explain(row, contributions);
        return new Explanation(margin, contributions);
    }

    @Override
    public float explain(float[] row, float[] contributions) {
        check(row, 1);
        if (contributions.length != features + 1) {
            throw new IllegalArgumentException(
                    "Expected room for " + (features + 1) + " contributions, but got " + contributions.length + ".");
        }
        Workspace workspace = workspaces.borrow();
        Keys.expand(row, 0, features, workspace.slots);
        float margin = margins.margin(workspace.slots);
        double[] sums = workspace.contributions;
        Arrays.fill(sums, 0);
        shap.addTo(workspace.slots, workspace.scratch, sums);
        for (int feature = 0; feature < features; feature++) {
            contributions[feature] = (float) sums[feature];
        }
        contributions[features] = shap.base();
        workspaces.giveBack(workspace);
        return margin;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void check(float[] rows, int count) {
        if (isClosed) {
            throw new IllegalStateException("Expected an open engine, but it was closed.");
        }
        if (rows.length != count * features) {
            throw new IllegalArgumentException(
                    "Expected " + count + " rows of " + features + " features, but got " + rows.length + " values.");
        }
    }
}
