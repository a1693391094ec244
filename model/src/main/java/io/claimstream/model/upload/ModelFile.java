package io.claimstream.model.upload;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Recognises what a file is by its first bytes. Only XGBoost's own JSON and UBJ are taken: to open a pickle is to run what is in it. Pure.
 */
public final class ModelFile {

    /** Part of an upload. */
    public static final String PART = "model";

    private static final String SAVE = "; in Python, booster.save_model('model.ubj') writes one";

    private static final int PICKLE = 0x80;
    private static final int GREATEST_PICKLE_PROTOCOL = 5;

    /** First bytes of what people take for a model file. */
    private record Kind(String name, List<String> heads) {

        boolean isOf(byte[] file) {
            return heads.stream().anyMatch(head -> startsWith(file, head.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** What joblib writes is a pickle, plain or compressed. The text forms are those of pickle's protocols 0 and 1. */
    private static final List<Kind> KINDS = List.of(
            new Kind("a zip file", List.of("PK\u0003\u0004", "PK\u0005\u0006")),
            new Kind("compressed by gzip", List.of("\u001f\u008b")),
            new Kind("compressed by zlib, as joblib does", List.of("x\u0001", "x^", "x\u009c", "x\u00da")),
            new Kind("compressed by bzip2", List.of("BZh")),
            new Kind("compressed by xz or lzma", List.of("\u00fd7zXZ", "]\u0000\u0000")),
            new Kind("compressed by lz4", List.of("\u0004\"M\u0018")),
            new Kind("a pickle", List.of("(", "c", "]q", "}q")),
            new Kind("an HDF5 file", List.of("\u0089HDF")),
            new Kind("XGBoost's old binary form", List.of("binf", "bs64")));

    private ModelFile() {}

    /**
     * Checks that a file may be given to our reader.
     *
     * @throws UploadRefusedException with {@code PICKLE} for anything that only Python could open, with {@code WRONG_FORM} for anything else
     *     that is not JSON or UBJ
     */
    public static void require(byte[] file) {
        if (isPickle(file)) {
            throw new UploadRefusedException(
                    PART, "PICKLE", "XGBoost's own JSON or UBJ, but this is a pickle, which is never opened" + SAVE);
        }
        if (!isObject(file)) {
            String kind = KINDS.stream()
                    .filter(it -> it.isOf(file))
                    .map(Kind::name)
                    .findFirst()
                    .orElse("something else");
            boolean isPickle = kind.equals("a pickle");
            throw new UploadRefusedException(
                    PART,
                    isPickle ? "PICKLE" : "WRONG_FORM",
                    "XGBoost's own JSON or UBJ, but this is " + kind + (isPickle ? ", which is never opened" : "")
                            + SAVE);
        }
    }

    private static boolean isPickle(byte[] file) {
        return file.length > 1 && (file[0] & 0xff) == PICKLE && file[1] >= 0 && file[1] <= GREATEST_PICKLE_PROTOCOL;
    }

    /** UBJ and JSON both begin with a brace; spaces may stand before it in JSON. */
    private static boolean isObject(byte[] file) {
        int at = 0;
        while (at < file.length && " \t\r\n".indexOf(file[at]) >= 0) {
            at++;
        }
        return at < file.length && file[at] == '{';
    }

    private static boolean startsWith(byte[] file, byte[] head) {
        if (file.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if (file[i] != head[i]) {
                return false;
            }
        }
        return true;
    }
}
