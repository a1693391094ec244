package io.claimstream.model.evaluation.page;

/** Something to look at. */
interface Chart {

    /** Id on the page, and name of the picture by itself. */
    String id();

    /** Draws it as one SVG element. */
    void write(Markup out);
}
