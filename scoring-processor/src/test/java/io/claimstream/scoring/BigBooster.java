package io.claimstream.scoring;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosters of any size in a moment: a few trained trees, written again and again into the UBJ that XGBoost wrote for them. Each tree
 * adds next to nothing to a margin near 0: sums of thousands of floats near 7 would differ by more than engines may.
 */
final class BigBooster {

    private static final int TRAINED_TREES = 10;
    private static final int DEPTH = 7;
    private static final int ROWS = 4_096;
    private static final int SEED = 7;

    private final byte[] few;

    private BigBooster(byte[] few) {
        this.few = few;
    }

    /**
     * A booster of so many times ten trees of depth 7, about 80 kB each time.
     *
     * @param features length of a row
     */
    static byte[] of(int features, int times) {
        try {
            return new BigBooster(trained(features)).repeated(times);
        } catch (XGBoostError e) {
            throw new IllegalStateException("Expected XGBoost4J to train.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] repeated(int times) throws IOException {
        int trees = TRAINED_TREES * times;
        int model = place(key("gbtree_model_param"), 0);
        int treesBegin = place(key("trees"), model) + key("trees").length + "[#L".length() + Long.BYTES;
        int treesEnd = place(join("}", key("name"), "SL"), treesBegin);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(few, 0, model);
        parameters(out, trees);
        out.write(key("iteration_indptr"));
        list(out, trees + 1, 1);
        out.write(key("tree_info"));
        list(out, trees, 0);
        out.write(key("trees"));
        out.writeBytes("[#L");
        out.writeLong(trees);
        for (int i = 0; i < times; i++) {
            renumbered(out, treesBegin, treesEnd, i * TRAINED_TREES);
        }
        out.write(few, treesEnd, few.length - treesEnd);
        return bytes.toByteArray();
    }

    private static void parameters(DataOutputStream out, int trees) throws IOException {
        out.write(key("gbtree_model_param"));
        out.writeByte('{');
        out.write(join("", key("num_parallel_tree"), "S"));
        out.write(key("1"));
        out.write(join("", key("num_trees"), "S"));
        out.write(key(Integer.toString(trees)));
        out.writeByte('}');
    }

    /** XGBoost puts a tree where its id says; the few have ids of one byte. */
    private void renumbered(DataOutputStream out, int begin, int end, int first) throws IOException {
        byte[] id = key("id");
        int at = begin;
        for (int i = 0; i < TRAINED_TREES; i++) {
            int number = place(join("", id, "i"), at) + id.length;
            out.write(few, at, number - at);
            out.writeByte('l');
            out.writeInt(first + i);
            at = number + 1 + Byte.BYTES;
        }
        out.write(few, at, end - at);
    }

    private int place(byte[] wanted, int from) {
        for (int at = from; at <= few.length - wanted.length; at++) {
            if (ByteBuffer.wrap(few, at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
                return at;
            }
        }
        throw new IllegalStateException("Expected '" + new String(wanted, StandardCharsets.ISO_8859_1) + "'.");
    }

    private static byte[] key(String text) {
        return ByteBuffer.allocate(1 + Long.BYTES + text.length())
                .put((byte) 'L')
                .putLong(text.length())
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] join(String before, byte[] middle, String after) {
        return ByteBuffer.allocate(before.length() + middle.length + after.length())
                .put(before.getBytes(StandardCharsets.US_ASCII))
                .put(middle)
                .put(after.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static void list(DataOutputStream out, int length, int step) throws IOException {
        out.writeBytes("[#L");
        out.writeLong(length);
        for (int i = 0; i < length; i++) {
            out.writeByte('l');
            out.writeInt(i * step);
        }
    }

    private static byte[] trained(int features) throws XGBoostError {
        Random random = new Random(SEED);
        float[] values = new float[ROWS * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(2_000);
        }
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = (float) (0.5 * random.nextGaussian());
        }
        Map<String, Object> parameters = Map.of(
                "objective",
                "reg:squarederror",
                "tree_method",
                "hist",
                "max_depth",
                DEPTH,
                "max_bin",
                64,
                "eta",
                0.0001,
                "lambda",
                0,
                "colsample_bytree",
                0.3,
                "seed",
                SEED,
                "nthread",
                1,
                "verbosity",
                0);
        DMatrix matrix = new DMatrix(values, ROWS, features, Float.NaN);
        matrix.setLabel(labels);
        Booster booster = XGBoost.train(matrix, parameters, TRAINED_TREES, Map.of(), null, null);
        byte[] artifact = booster.toByteArray("ubj");
        booster.dispose();
        matrix.dispose();
        return artifact;
    }
}
