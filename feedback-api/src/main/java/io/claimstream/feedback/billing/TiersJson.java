package io.claimstream.feedback.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.domain.billing.Tier;
import io.claimstream.domain.billing.Tiers;
import java.util.ArrayList;
import java.util.List;

/** Tiers as a JSON array: {@code [{"through": 1000, "price": 0.05}, {"price": 0.02}]}. */
public final class TiersJson {

    private TiersJson() {}

    public static ArrayNode of(Tiers tiers) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        tiers.tiers().forEach(it -> {
            var tier = array.addObject();
            if (it.through() != null) {
                tier.put("through", it.through());
            }
            tier.put("price", it.price());
        });
        return array;
    }

    /** Tiers from what {@link #of} wrote. */
    static Tiers read(JsonNode array) {
        List<Tier> tiers = new ArrayList<>();
        array.forEach(it -> tiers.add(new Tier(
                it.has("through") ? (Long) it.path("through").longValue() : null,
                it.path("price").decimalValue())));
        return new Tiers(tiers);
    }
}
