package io.claimstream.model.doubt;

/**
 * What values of a feature a model was trained on. Missing values are no part of it.
 *
 * @param seen whether any row had a value
 * @param least smallest value; 0 when none was seen
 * @param greatest greatest value; 0 when none was seen
 */
public record TrainingRange(boolean seen, float least, float greatest) {

    public TrainingRange {
        if (!Float.isFinite(least) || !Float.isFinite(greatest) || least > greatest) {
            throw new IllegalArgumentException("Expected a finite range, but it is " + least + " to " + greatest);
        }
    }

    /** The range of a feature that no row had. */
    public static TrainingRange ofNothing() {
        return new TrainingRange(false, 0, 0);
    }

    /** Whether a value lies in the range; a missing one does. */
    public boolean contains(float value) {
        return Float.isNaN(value) || (seen && value >= least && value <= greatest);
    }
}
