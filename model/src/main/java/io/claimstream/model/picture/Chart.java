package io.claimstream.model.picture;

/** Something to look at: one SVG element with role, title and description, coloured by classes only. Immutable. */
public interface Chart {

    /** Id on the page, unique there, of letters, digits and hyphens; also the name of the picture by itself. */
    String id();

    /** Draws it as one SVG element, which is closed again. */
    void write(Markup out);
}
