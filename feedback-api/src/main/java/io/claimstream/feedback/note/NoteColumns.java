package io.claimstream.feedback.note;

import io.claimstream.event.Sealed;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The columns that keep a sealed note. */
public final class NoteColumns {

    public static final String KEY_ID = "note_key_id";
    public static final String CIPHERTEXT = "note_ciphertext";

    /** The longest ciphertext that is kept, in characters of Base64. */
    public static final int CIPHERTEXT_CHARACTERS = 20_000;

    private NoteColumns() {}

    /** The note of a row; null when it has none, or what stands there is no note. */
    public static @Nullable Sealed of(ResultSet row) throws SQLException {
        return of(row, KEY_ID, CIPHERTEXT);
    }

    /** What is sealed in two columns of a row; null when nothing is. */
    public static @Nullable Sealed of(ResultSet row, String keyColumn, String ciphertextColumn) throws SQLException {
        String keyId = row.getString(keyColumn);
        String ciphertext = row.getString(ciphertextColumn);
        return keyId == null || ciphertext == null
                ? null
                : new Sealed(keyId, ByteBuffer.wrap(Base64.getDecoder().decode(ciphertext)));
    }

    /** The ciphertext as it is kept. */
    public static String ciphertext(Sealed note) {
        ByteBuffer buffer = note.getCiphertext().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
