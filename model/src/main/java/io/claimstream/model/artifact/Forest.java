package io.claimstream.model.artifact;

import java.util.List;

/**
 * The trees of a booster, checked. The margin of a row is the base margin plus each tree's leaf, added in this order in float.
 * Immutable.
 *
 * @param features length of a feature vector
 * @param objective what it was trained for
 * @param baseMargin where the sum starts, finite
 * @param trees at least one, in order; parallel trees one after another
 */
public record Forest(int features, Objective objective, float baseMargin, List<Tree> trees) {

    public Forest {
        trees = List.copyOf(trees);
    }
}
