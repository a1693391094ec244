package io.claimstream.feedback.page;

/**
 * A secret that a page shows once.
 *
 * @param heading what was made
 * @param what what it is for, and whom to give it to
 * @param label what the secret is called
 * @param secret the secret itself
 * @param warning what holds of it from now on
 * @param back where to go on
 * @param backLabel what that is called
 */
public record ShownOnce(
        String heading, String what, String label, String secret, String warning, String back, String backLabel) {

    @Override
    public String toString() {
        return "ShownOnce[" + heading + "]";
    }
}
