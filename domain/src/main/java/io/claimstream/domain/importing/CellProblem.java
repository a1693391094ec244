package io.claimstream.domain.importing;

/**
 * A cell that cannot be read.
 *
 * @param line line of the row in its file
 * @param column name of the column
 * @param reason what was expected and what was wrong, without the cell's content
 */
public record CellProblem(int line, String column, String reason) {}
