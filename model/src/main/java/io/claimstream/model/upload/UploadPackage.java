package io.claimstream.model.upload;

import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.GoldenRow;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelJson;
import io.claimstream.model.Sha256;
import io.claimstream.model.artifact.BoosterArtifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A model made elsewhere with all that it is checked by, as bytes that travel in chunks: the length of a JSON head, the head, and the file as
 * it came. Its id is derived from these bytes. Immutable, except that the arrays are shared and must not be changed.
 */
public final class UploadPackage {

    /** Most bytes of a package: what fits into the chunks of an artifact. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int FORMAT = 1;

    private final Head head;
    private final byte[] model;

    /**
     * What goes before the file.
     *
     * @param format format of the package, {@value UploadPackage#FORMAT}
     * @param features names of the booster's columns in its order
     * @param golden rows in that order, with the margins that their maker's XGBoost gives them
     */
    private record Head(int format, List<String> features, List<GoldenRow> golden) {

        Head {
            features = List.copyOf(features);
            golden = List.copyOf(golden);
        }
    }

    private UploadPackage(Head head, byte[] model) {
        this.head = head;
        this.model = model;
    }

    /**
     * Packs what a person sends, once its form is right. The booster itself is looked at by whoever takes the package.
     *
     * @param model the file
     * @param features file of the feature names
     * @param golden file of the golden rows
     * @param schema the feature set
     * @throws UploadRefusedException when the form of a part is wrong
     */
    public static UploadPackage of(byte[] model, byte[] features, byte[] golden, FeatureSchema schema) {
        ModelFile.require(model);
        List<String> names = FeatureNames.read(features, schema);
        return new UploadPackage(new Head(FORMAT, names, GoldenCsv.read(golden, names)), model);
    }

    /**
     * Reads a package.
     *
     * @throws UploadRefusedException when the bytes are none, or the file in it is no model
     */
    public static UploadPackage parse(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int length = bytes.length < Integer.BYTES ? -1 : buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw damaged();
            }
            byte[] json = new byte[length];
            buffer.get(json);
            byte[] model = new byte[buffer.remaining()];
            buffer.get(model);
            Head head = ModelJson.read(json, Head.class);
            if (head.format() != FORMAT) {
                throw damaged();
            }
            ModelFile.require(model);
            return new UploadPackage(head, model);
        } catch (IOException e) {
            throw damaged();
        }
    }

    /** The bytes. */
    public byte[] toBytes() {
        byte[] json = ModelJson.bytes(head);
        return ByteBuffer.allocate(Integer.BYTES + json.length + model.length)
                .putInt(json.length)
                .put(json)
                .put(model)
                .array();
    }

    /** The id of a package: {@code u-} and the first 12 hexadecimal digits of its SHA-256. */
    public static String idOf(byte[] bytes) {
        return "u-" + Sha256.hex(bytes).substring(0, 12);
    }

    /** Number of chunks in which it travels. */
    public static int chunks(byte[] bytes) {
        return (bytes.length + ModelBundle.CHUNK_BYTES - 1) / ModelBundle.CHUNK_BYTES;
    }

    /**
     * A chunk.
     *
     * @param index its place, counted from 0
     */
    public static ModelArtifactChunk chunk(String id, byte[] bytes, int index) {
        int from = index * ModelBundle.CHUNK_BYTES;
        int length = Math.min(ModelBundle.CHUNK_BYTES, bytes.length - from);
        return ModelArtifactChunk.newBuilder()
                .setVersion(id)
                .setIndex(index)
                .setChunks(chunks(bytes))
                .setContent(ByteBuffer.wrap(bytes, from, length).slice())
                .build();
    }

    /** SHA-256 of the file as it came, lower-case hexadecimal. */
    public String modelSha256() {
        return Sha256.hex(model);
    }

    /** Size of the file as it came. */
    public int modelBytes() {
        return model.length;
    }

    /** Number of golden rows. */
    public int goldenRows() {
        return head.golden().size();
    }

    /**
     * The booster as our reader understands it, its columns brought into the order of the feature set.
     *
     * @throws io.claimstream.model.artifact.ModelRefusedException when it is not sound, or of a kind that cannot be scored
     * @throws UploadRefusedException when it names other features than the upload does
     */
    public BoosterArtifact booster(FeatureSchema schema) {
        BoosterArtifact artifact = BoosterArtifact.read(model, schema.size());
        List<String> own = artifact.featureNames();
        if (!own.isEmpty() && !own.equals(head.features())) {
            throw new UploadRefusedException(
                    FeatureNames.PART,
                    "OTHER_FEATURES",
                    "the names, and the order, that stand in the model file itself");
        }
        return artifact.reordered(FeatureNames.places(head.features(), schema), schema.names());
    }

    /** The golden rows in the order of the feature set. */
    public List<GoldenRow> golden(FeatureSchema schema) {
        int[] places = FeatureNames.places(head.features(), schema);
        return head.golden().stream()
                .map(row -> {
                    float[] values = row.row();
                    float[] moved = new float[values.length];
                    for (int i = 0; i < values.length; i++) {
                        moved[places[i]] = values[i];
                    }
                    return GoldenRow.of(moved, row.margin());
                })
                .toList();
    }

    private static UploadRefusedException damaged() {
        return new UploadRefusedException(ModelFile.PART, "DAMAGED", "a whole upload; send it again");
    }
}
