package io.claimstream.feedback.billing;

import com.lowagie.text.DocumentException;
import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The fonts that are embedded in every PDF: they know Latin, Greek and Cyrillic letters. Read once; thread-safe.
 *
 * @param plain the usual one
 * @param bold for what stands out
 */
public record EmbeddedFonts(BaseFont plain, BaseFont bold) {

    /** Reads them from the class path. */
    public static EmbeddedFonts read() {
        return new EmbeddedFonts(font("LiberationSans-Regular.ttf"), font("LiberationSans-Bold.ttf"));
    }

    private static BaseFont font(String file) {
        try (InputStream in = EmbeddedFonts.class.getResourceAsStream("/liberation/" + file)) {
            if (in == null) {
                throw new IllegalStateException("Expected the font " + file + " on the class path.");
            }
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DocumentException e) {
            throw new IllegalStateException("Expected a font that can be read: " + file + ".", e);
        }
    }
}
