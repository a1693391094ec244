package io.claimstream.model.evaluation;

import java.util.List;

/**
 * Where the rows came from.
 *
 * @param name name for people, such as that of a file
 * @param sha256 SHA-256 of it, lower-case hexadecimal
 * @param rows rows in it
 * @param leftOut rows that were not evaluated
 */
public record Source(String name, String sha256, long rows, List<LeftOut> leftOut) {

    public Source {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A row that was not evaluated.
     *
     * @param row counted from 1
     * @param reason why not, without what stands in it
     */
    public record LeftOut(long row, String reason) {}
}
