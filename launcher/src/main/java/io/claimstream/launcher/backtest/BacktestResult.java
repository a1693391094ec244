package io.claimstream.launcher.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.privacy.Erasure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A backtest's result. Pure; the same claims in any order give the same.
 *
 * @param model version of the model
 * @param claims every claim that was estimated again, by insurer and claim id
 * @param leftOut what could not be
 */
record BacktestResult(String model, List<Rescored> claims, LeftOut leftOut) {

    /**
     * What was left out.
     *
     * @param outOfScope claims of the window that the model is not for
     * @param withoutFeatures claims of the window whose features record is not where the score says
     * @param unreadable records that cannot be decoded
     * @param erased of each claim of an erased claimant the erasure
     */
    record LeftOut(int outOfScope, int withoutFeatures, int unreadable, List<Erasure> erased) {

        LeftOut {
            erased = List.copyOf(erased);
        }

        /** Claims of the window that are not among the estimated. */
        int claims() {
            return outOfScope + withoutFeatures + erased.size();
        }

        /** The receipts behind the erased, in order. */
        List<String> receipts() {
            return erased.stream().map(Erasure::receipt).distinct().sorted().toList();
        }
    }

    BacktestResult {
        claims = claims.stream()
                .sorted(Comparator.comparing(it -> it.decision().claim()))
                .toList();
    }

    /** All claims, then by amount claimed, accident type, insurer, and version that decided. */
    List<BacktestSlice> slices() {
        List<BacktestSlice> slices = new ArrayList<>();
        slices.add(BacktestSlice.of("all", "all", claims));
        cut(slices, "amount claimed", Rescored::band, band -> band.text());
        cut(slices, "accident type", Rescored::accidentType, Function.identity());
        cut(slices, "insurer", it -> it.decision().insurer(), Function.identity());
        cut(slices, "decided by", it -> it.decision().modelVersion(), Function.identity());
        return slices;
    }

    ArrayNode table() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        slices().forEach(slice -> rows.add(slice.toJson()));
        return rows;
    }

    ObjectNode summary() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("modelVersion", model)
                .put("claims", claims.size())
                .put("outOfScope", leftOut.outOfScope())
                .put("withoutFeatures", leftOut.withoutFeatures())
                .put("unreadable", leftOut.unreadable())
                .put("learnedFrom", claims.stream().filter(Rescored::learned).count())
                .put("erased", leftOut.erased().size());
        if (!leftOut.erased().isEmpty()) {
            leftOut.receipts().forEach(json.putArray("receipts")::add);
        }
        return json;
    }

    private <K extends Comparable<K>> void cut(
            List<BacktestSlice> slices, String by, Function<Rescored, K> group, Function<K, String> text) {
        Map<K, List<Rescored>> groups =
                claims.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
        groups.forEach((key, members) -> slices.add(BacktestSlice.of(by, text.apply(key), members)));
    }
}
