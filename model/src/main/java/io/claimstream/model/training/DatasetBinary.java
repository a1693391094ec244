package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact form of a dataset: big endian, a magic number, feature set, names, then each row as label time in microseconds,
 * kind, label, sum of heads, values. The same dataset gives the same bytes.
 */
final class DatasetBinary {

    private static final int MAGIC = 0x43534431;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_ROWS = 50_000_000;

    private DatasetBinary() {}

    /** Writes a dataset; the stream is flushed and stays open. */
    static void write(Dataset dataset, OutputStream stream) {
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, BUFFER_BYTES));
            out.writeInt(MAGIC);
            out.writeUTF(dataset.schema().version());
            out.writeInt(dataset.schema().size());
            for (String name : dataset.schema().names()) {
                out.writeUTF(name);
            }
            out.writeInt(dataset.size());
            for (int i = 0; i < dataset.size(); i++) {
                writeRow(out, dataset.row(i));
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write a dataset.", e);
        }
    }

    /** Reads a dataset; the stream stays open. */
    static Dataset read(InputStream stream) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(stream, BUFFER_BYTES));
            if (in.readInt() != MAGIC) {
                throw new DatasetFormatException("Expected a dataset in binary form.");
            }
            FeatureSchema schema = readSchema(in);
            int count = in.readInt();
            if (count < 0 || count > MAX_ROWS) {
                throw new DatasetFormatException("Expected up to " + MAX_ROWS + " rows, but it says " + count + ".");
            }
            List<LabelledRow> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(readRow(in, schema.size()));
            }
            return new Dataset(schema, rows);
        } catch (IOException | IllegalArgumentException e) {
            throw new DatasetFormatException("Expected a whole dataset in binary form.", e);
        }
    }

    private static void writeRow(DataOutputStream out, LabelledRow row) throws IOException {
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, row.labelledAt()));
        out.writeBoolean(row.isSettled());
        out.writeDouble(row.label());
        out.writeDouble(row.sumOfHeads());
        for (float value : row.values()) {
            out.writeFloat(value);
        }
    }

    private static FeatureSchema readSchema(DataInputStream in) throws IOException {
        String version = in.readUTF();
        int count = in.readInt();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return new FeatureSchema(version, names);
    }

    private static LabelledRow readRow(DataInputStream in, int features) throws IOException {
        Instant labelledAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        boolean isSettled = in.readBoolean();
        double label = in.readDouble();
        double sumOfHeads = in.readDouble();
        List<Float> values = new ArrayList<>(features);
        for (int i = 0; i < features; i++) {
            values.add(in.readFloat());
        }
        return new LabelledRow(values, label, sumOfHeads, labelledAt, isSettled);
    }
}
