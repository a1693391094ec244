package io.claimstream.model.training;

/** What a tree of difficulty is grown by. */
interface LeafRule {

    /** What cuts are judged by, for each row; cuts make it as even as can be on either side. */
    double[] judged();

    /**
     * What a leaf says, above 0.
     *
     * @param rows places of the rows in it, at least one
     */
    double scale(int[] rows);
}
