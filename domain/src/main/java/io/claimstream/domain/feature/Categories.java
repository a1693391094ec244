package io.claimstream.domain.feature;

import io.claimstream.domain.feature.CategorySet.Category;
import java.util.List;

/** The category sets of feature set v1. Frozen: another category needs another feature set. */
final class Categories {

    static final CategorySet ACCIDENT_TYPE = new CategorySet(
            "accident_type",
            List.of(
                    new Category("rear_end", "Rear end"),
                    new Category("side_road", "Other side pulled out of side road"),
                    new Category("turned_across", "Other side turned across Clt's path"),
                    new Category("pushed_into_next", "Rear end - Clt pushed into next vehicle"),
                    new Category("changed_lanes", "Other side changed lanes and collided with clt's vehicle"),
                    new Category("three_car_front", "Rear end - 3 car - Clt at front"),
                    new Category("reversed", "Other side reversed into Clt's vehicle"),
                    new Category("wrong_side", "Other side drove on wrong side of the road"),
                    new Category(
                            "lanes_on_roundabout",
                            "Other side changed lanes on a roundabout colliding with clt's vehicle"),
                    new Category("onto_roundabout", "Other side pulled on to roundabout"),
                    new Category("reversed_into_stationary", "Other side reversed into clt's stationary vehicle"),
                    new Category("hit_parked", "Other side collided with Clt's parked vehicle"),
                    new Category(
                            "left_parking", "Other side pulled from parked position into the path of clt's vehicle"),
                    new Category("overtook_hit", "Other side overtook and hit Clt when pulling in"),
                    new Category("opened_door", "Other side opened their door, hitting clt's vehicle"),
                    new Category("overtook_too_soon", "Other side overtook and pulled in too soon"),
                    new Category("overtook_turning", "Other side overtook whilst clt was turning right")));

    static final CategorySet DOMINANT_INJURY = new CategorySet(
            "dominant_injury",
            List.of(
                    new Category("arms", "Arms"),
                    new Category("hips", "Hips"),
                    new Category("legs", "Legs"),
                    new Category("multiple", "Multiple")));

    private Categories() {}
}
