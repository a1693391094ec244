package io.claimstream.model.artifact;

import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.artifact.UbjReader.MalformedUbjException;
import java.io.IOException;

/**
 * A booster that was read and checked in Java. Native code believes what it reads: a wrong child index kills the JVM, a cycle hangs
 * it, a new form of the base score is silently read as 0.5. So it is given {@link #normalised()}, never the bytes that came.
 * Immutable.
 */
public final class BoosterArtifact {

    private final Object parsed;
    private final Forest forest;

    private BoosterArtifact(Object parsed, Forest forest) {
        this.parsed = parsed;
        this.forest = forest;
    }

    /**
     * Reads UBJ or JSON as XGBoost 1.7 and later write it.
     *
     * @param artifact the bytes
     * @param features length of a feature vector
     * @throws ModelRefusedException with {@link Code#BAD_STRUCTURE} when the bytes are not a sound booster, with {@link
     *     Code#UNSUPPORTED} when it is of a kind that cannot be scored here
     */
    public static BoosterArtifact read(byte[] artifact, int features) {
        Object parsed = parse(artifact);
        Fields learner = Fields.of("model", parsed).object("learner");
        return new BoosterArtifact(parsed, LearnerReader.read(learner, features));
    }

    /** Its trees. */
    public Forest forest() {
        return forest;
    }

    /** The same booster in the form that XGBoost4J 3.0.4 writes, UBJ. */
    public byte[] normalised() {
        return UbjWriter.write(parsed);
    }

    private static Object parse(byte[] artifact) {
        try {
            return isJson(artifact) ? JsonReader.read(artifact) : UbjReader.read(artifact);
        } catch (MalformedUbjException e) {
            throw new ModelRefusedException(Code.BAD_STRUCTURE, "the artifact is not UBJ: " + e.getMessage(), e);
        } catch (IOException | NumberFormatException e) {
            // Without Jackson's message, which quotes the input.
            throw new ModelRefusedException(Code.BAD_STRUCTURE, "the artifact is not JSON as XGBoost writes it", e);
        }
    }

    /** In UBJ the brace is followed by the type of a length, a letter. */
    private static boolean isJson(byte[] artifact) {
        return artifact.length > 1 && artifact[0] == '{' && "\"} \t\r\n".indexOf(artifact[1]) >= 0;
    }
}
