package io.claimstream.platform.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What encrypted bytes are bound to without holding it: each part with its length, so that no two contexts read alike. */
final class Context {

    private Context() {}

    static byte[] ofKey(Subject subject, String keyId) {
        return parts(out -> {
            out.writeUTF("claimstream subject key");
            write(out, subject);
            out.writeUTF(keyId);
        });
    }

    static byte[] ofField(Subject subject, SealedField field, byte format, long fingerprint) {
        return parts(out -> {
            out.writeUTF("claimstream sealed field");
            out.writeByte(format);
            write(out, subject);
            out.writeUTF(field.topic());
            out.writeUTF(field.field());
            out.writeUTF(field.schema());
            out.writeLong(fingerprint);
        });
    }

    private static void write(DataOutputStream out, Subject subject) throws IOException {
        out.writeUTF(subject.insurer());
        out.writeUTF(subject.pseudonym());
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] parts(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected parts of fewer than 65,536 bytes each.", e);
        }
        return bytes.toByteArray();
    }
}
