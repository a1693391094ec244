package io.claimstream.feedback.claimant;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import io.claimstream.feedback.billing.EmbeddedFonts;
import io.claimstream.feedback.claimant.ClaimantLetter.Line;
import io.claimstream.feedback.claimant.ClaimantLetter.Section;
import java.io.ByteArrayOutputStream;

/** Lays a letter out as PDF, A4, with its fonts embedded. Thread-safe. */
public final class LetterPdf {

    private static final float MARGIN = 70;
    private static final float USUAL = 10.5f;
    private static final float HEADING = 12;
    private static final float LARGE = 16;
    private static final float LEADING = 15;
    private static final float GAP = 14;
    private static final float SMALL_GAP = 4;
    private static final float THIN = 0.5f;
    private static final float[] COLUMNS = {3, 1};
    private static final float[] FACTS = {1, 3};

    private final BaseFont plain;
    private final BaseFont bold;

    public LetterPdf(EmbeddedFonts fonts) {
        this.plain = fonts.plain();
        this.bold = fonts.bold();
    }

    /** The file. */
    public byte[] write(ClaimantLetter letter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        try {
            PdfWriter.getInstance(document, out).setViewerPreferences(PdfWriter.DisplayDocTitle);
            document.addTitle(letter.title());
            document.setDocumentLanguage("en");
            document.open();
            for (String line : letter.sender()) {
                document.add(paragraph(line, plain, USUAL, 0));
            }
            document.add(paragraph(letter.title(), bold, LARGE, GAP));
            PdfPTable about = table(FACTS);
            letter.about().forEach(it -> {
                about.addCell(cell(it.name(), plain, Element.ALIGN_LEFT));
                about.addCell(cell(it.value(), bold, Element.ALIGN_LEFT));
            });
            document.add(about);
            for (Section section : letter.sections()) {
                write(section, document);
            }
            document.close();
        } catch (DocumentException e) {
            throw new IllegalStateException("Expected a letter to fit on pages.", e);
        }
        return out.toByteArray();
    }

    private void write(Section section, Document document) {
        document.add(paragraph(section.heading(), bold, HEADING, GAP));
        section.paragraphs().forEach(it -> document.add(paragraph(it, plain, USUAL, SMALL_GAP)));
        if (!section.lines().isEmpty()) {
            PdfPTable table = table(COLUMNS);
            section.lines().forEach(it -> add(it, table));
            document.add(table);
        }
        section.after().forEach(it -> document.add(paragraph(it, plain, USUAL, SMALL_GAP)));
    }

    private void add(Line line, PdfPTable table) {
        BaseFont font = line.isTotal() ? bold : plain;
        PdfPCell text = cell(line.text(), font, Element.ALIGN_LEFT);
        PdfPCell amount = cell(line.amount(), font, Element.ALIGN_RIGHT);
        if (line.isTotal()) {
            text.setBorder(PdfPCell.TOP);
            amount.setBorder(PdfPCell.TOP);
            text.setBorderWidth(THIN);
            amount.setBorderWidth(THIN);
        }
        table.addCell(text);
        table.addCell(amount);
    }

    private static PdfPTable table(float... widths) {
        PdfPTable table = new PdfPTable(widths.length);
        table.setWidths(widths);
        table.setWidthPercentage(100);
        table.setSpacingBefore(SMALL_GAP);
        return table;
    }

    private static PdfPCell cell(String text, BaseFont font, int alignment) {
        PdfPCell cell = new PdfPCell(new Phrase(text, new Font(font, USUAL)));
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setHorizontalAlignment(alignment);
        cell.setPaddingBottom(SMALL_GAP);
        return cell;
    }

    private static Paragraph paragraph(String text, BaseFont font, float size, float before) {
        Paragraph paragraph = new Paragraph(LEADING, text, new Font(font, size));
        paragraph.setSpacingBefore(before);
        return paragraph;
    }
}
