package io.claimstream.model.training;

import io.claimstream.model.GoldenRow;
import io.claimstream.model.engine.ScoringEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes up rows that exercise a model: each feature drawn by itself between the 1st and 99th percentile of what was trained on,
 * now and then missing. No row is, or is near, a claim.
 */
final class GoldenRows {

    private static final int ROWS = 32;
    private static final double MISSING = 0.1;
    private static final int SEED = 1;

    private GoldenRows() {}

    static List<GoldenRow> of(Dataset train, ScoringEngine engine) {
        float[][] ranges = ranges(train);
        Random random = new Random(SEED);
        List<GoldenRow> golden = new ArrayList<>(ROWS);
        for (int i = 0; i < ROWS; i++) {
            float[] row = new float[ranges.length];
            for (int feature = 0; feature < row.length; feature++) {
                row[feature] = draw(ranges[feature], random);
            }
            golden.add(GoldenRow.of(row, engine.margin(row)));
        }
        return golden;
    }

    private static float draw(float[] range, Random random) {
        boolean isMissing = random.nextDouble() < MISSING;
        float share = random.nextFloat();
        if (isMissing || range.length == 0) {
            return Float.NaN;
        }
        return range[0] + (range[1] - range[0]) * share;
    }

    private static float[][] ranges(Dataset train) {
        int features = train.schema().size();
        float[][] ranges = new float[features][];
        for (int feature = 0; feature < features; feature++) {
            ranges[feature] = range(train, feature);
        }
        return ranges;
    }

    private static float[] range(Dataset train, int feature) {
        float[] present = new float[train.size()];
        int count = 0;
        for (int i = 0; i < train.size(); i++) {
            float value = train.row(i).values().get(feature);
            if (!Float.isNaN(value)) {
                present[count++] = value;
            }
        }
        if (count == 0) {
            return new float[0];
        }
        Arrays.sort(present, 0, count);
        return new float[] {present[count / 100], present[count - 1 - count / 100]};
    }
}
