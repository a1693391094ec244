package io.claimstream.model.artifact;

import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.artifact.UbjReader.MalformedUbjException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A booster that was read and checked in Java. Native code believes what it reads: a wrong child index kills the JVM, a cycle hangs
 * it, a new form of the base score is silently read as 0.5. So it is given {@link #normalised()}, never the bytes that came.
 * Immutable.
 */
public final class BoosterArtifact {

    private static final String FEATURE_NAMES = "feature_names";
    private static final String FEATURE_TYPES = "feature_types";
    private static final int VERSION_PARTS = 3;

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

    /** The names of its columns, in order; empty when it does not say. */
    public List<String> featureNames() {
        return texts(learner(parsed), FEATURE_NAMES);
    }

    /** The version of XGBoost that wrote it, such as {@code 2.1.0}; empty when it does not say. */
    public String writtenBy() {
        Fields model = Fields.of("model", parsed);
        return model.has("version")
                ? model.list("version").stream()
                        .filter(Number.class::isInstance)
                        .limit(VERSION_PARTS)
                        .map(String::valueOf)
                        .collect(Collectors.joining("."))
                : "";
    }

    /**
     * The same booster with its columns in another order, read anew.
     *
     * @param places the new place of each column; a permutation
     * @param names the names of the columns in their new order
     */
    public BoosterArtifact reordered(int[] places, List<String> names) {
        Object copy = parse(normalised());
        Fields learner = learner(copy);
        List<String> types = texts(learner, FEATURE_TYPES);
        if (types.size() == places.length) {
            List<String> moved = new ArrayList<>(types);
            for (int i = 0; i < places.length; i++) {
                moved.set(places[i], types.get(i));
            }
            learner.put(FEATURE_TYPES, moved);
        }
        learner.put(FEATURE_NAMES, new ArrayList<>(names));
        for (Object tree : learner.object("gradient_booster").object("model").list("trees")) {
            int[] features = Fields.of("tree", tree).ints("split_indices");
            for (int node = 0; node < features.length; node++) {
                // What pruning deleted is marked by a number that is no feature.
                features[node] =
                        features[node] >= 0 && features[node] < places.length ? places[features[node]] : features[node];
            }
        }
        return read(UbjWriter.write(copy), places.length);
    }

    private static Fields learner(Object parsed) {
        return Fields.of("model", parsed).object("learner");
    }

    private static List<String> texts(Fields learner, String name) {
        return learner.list(name).stream().map(String::valueOf).toList();
    }

    /** The same booster in the form that XGBoost4J 3.0.4 writes, UBJ. */
    public byte[] normalised() {
        return UbjWriter.write(parsed);
    }

    static Object parse(byte[] artifact) {
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
