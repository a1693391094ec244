package io.claimstream.feedback.billing;

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
import io.claimstream.feedback.billing.Paper.Fact;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Lays a paper out as PDF, A4, with its fonts embedded. Thread-safe. */
public final class PaperPdf {

    private static final float MARGIN = 56;
    private static final float SMALL = 8;
    private static final float USUAL = 10;
    private static final float LARGE = 18;
    private static final float GAP = 14;
    private static final float WIDE = 100;
    private static final float HALF = 50;
    private static final float THIN = 0.5f;
    private static final float PADDING = 4;
    private static final float FIRST_COLUMN = 3;

    private final BaseFont plain;
    private final BaseFont bold;

    public PaperPdf(EmbeddedFonts fonts) {
        this.plain = fonts.plain();
        this.bold = fonts.bold();
    }

    /** The file. */
    public byte[] write(Paper paper) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        try {
            PdfWriter.getInstance(document, out).setViewerPreferences(PdfWriter.DisplayDocTitle);
            document.addTitle(paper.title());
            document.setDocumentLanguage("en");
            document.open();
            document.add(new Paragraph(paper.title(), new Font(bold, LARGE)));
            document.add(parties(paper));
            document.add(facts(paper.facts(), Element.ALIGN_LEFT, WIDE));
            document.add(lines(paper));
            document.add(facts(paper.totals(), Element.ALIGN_RIGHT, HALF));
            for (String note : paper.notes()) {
                Paragraph text = new Paragraph(note, new Font(plain, SMALL));
                text.setSpacingBefore(PADDING);
                document.add(text);
            }
            document.close();
        } catch (DocumentException e) {
            throw new IllegalStateException("Expected a paper to fit on pages.", e);
        }
        return out.toByteArray();
    }

    private PdfPTable parties(Paper paper) {
        PdfPTable table = table(2, WIDE);
        table.addCell(open(paper.parties().from(), plain, Element.ALIGN_LEFT));
        table.addCell(open(paper.parties().to(), plain, Element.ALIGN_LEFT));
        return table;
    }

    private PdfPTable facts(List<Fact> facts, int alignment, float width) {
        PdfPTable table = table(2, width);
        table.setHorizontalAlignment(alignment);
        for (Fact fact : facts) {
            table.addCell(open(fact.name(), plain, Element.ALIGN_LEFT));
            table.addCell(open(fact.value(), bold, alignment));
        }
        return table;
    }

    private PdfPTable lines(Paper paper) {
        float[] widths = new float[paper.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = i == 0 ? FIRST_COLUMN : 1;
        }
        PdfPTable table = table(widths.length, WIDE);
        table.setWidths(widths);
        // Repeated where the lines go on on another page.
        table.setHeaderRows(1);
        for (int i = 0; i < widths.length; i++) {
            table.addCell(ruled(paper.columns().get(i), bold, i));
        }
        for (List<String> row : paper.rows()) {
            for (int i = 0; i < widths.length; i++) {
                table.addCell(ruled(row.get(i), plain, i));
            }
        }
        return table;
    }

    private static PdfPTable table(int columns, float widthPercent) {
        PdfPTable table = new PdfPTable(columns);
        table.setWidthPercentage(widthPercent);
        table.setSpacingBefore(GAP);
        return table;
    }

    private static PdfPCell open(String text, BaseFont font, int alignment) {
        PdfPCell cell = new PdfPCell(new Phrase(text, new Font(font, USUAL)));
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setHorizontalAlignment(alignment);
        return cell;
    }

    private static PdfPCell ruled(String text, BaseFont font, int column) {
        PdfPCell cell = open(text, font, column == 0 ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT);
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setBorderWidth(THIN);
        cell.setPadding(PADDING);
        return cell;
    }
}
