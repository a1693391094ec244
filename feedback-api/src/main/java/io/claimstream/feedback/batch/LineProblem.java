package io.claimstream.feedback.batch;

/**
 * Why a line cannot be read, or what is wrong with its claim. Never holds what the line said.
 *
 * @param code stable code
 * @param place column of a CSV, JSON Pointer in a line of JSON; empty for the whole line
 * @param hint what was expected there, in plain words
 */
public record LineProblem(String code, String place, String hint) {}
