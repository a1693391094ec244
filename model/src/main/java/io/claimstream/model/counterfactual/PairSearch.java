package io.claimstream.model.counterfactual;

import io.claimstream.domain.counterfactual.ClaimFields;
import io.claimstream.model.counterfactual.CounterfactualSearch.Made;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Changes of two fields, nearest first. Of each field it tries the nearest moves densely and the far ones sparsely, then looks for the nearest
 * second move that goes with the first one found. Bounded by {@value #MOST_TRIED} estimates. For one search.
 */
final class PairSearch {

    /** Estimates after which the search gives up. */
    static final int MOST_TRIED = 20_000;

    private final SplitPoints splits;
    private final Situation situation;
    private final Crossing crossing;

    PairSearch(SplitPoints splits, Situation situation, Crossing crossing) {
        this.splits = splits;
        this.situation = situation;
        this.crossing = crossing;
    }

    /**
     * Two moves; the second starts where the first ends.
     *
     * @param between the situation there
     */
    record Pair(Move first, Situation between, Move second) {

        private static final Comparator<Pair> NEAREST = Comparator.comparingDouble(Pair::distance)
                .thenComparing(Pair::first, Move.NEAREST)
                .thenComparing(Pair::second, Move.NEAREST);

        double distance() {
            return first.distance() + second.distance();
        }

        Stream<Made> made(Situation situation) {
            return Stream.of(new Made(situation, first), new Made(between, second));
        }
    }

    /**
     * Searches.
     *
     * @param moves every move of one field
     */
    Optional<Pair> find(List<Move> moves) {
        int start = crossing.tried();
        List<Move> beginnings = new ArrayList<>();
        for (int order = 0; order < ClaimFields.CHANGEABLE.size(); order++) {
            int field = order;
            beginnings.addAll(
                    sparse(moves.stream().filter(move -> move.order() == field).toList()));
        }
        beginnings.sort(Move.NEAREST);
        PriorityQueue<Pair> open = new PriorityQueue<>(Pair.NEAREST);
        int begun = 0;
        while (crossing.tried() - start < MOST_TRIED) {
            // No pair is nearer than its beginning: begin until the nearest open pair is certainly the next one.
            while (begun < beginnings.size()
                    && (open.isEmpty()
                            || beginnings.get(begun).distance() <= open.peek().distance())) {
                open.addAll(pairs(beginnings.get(begun)));
                begun++;
            }
            Pair next = open.poll();
            if (next == null) {
                return Optional.empty();
            }
            if (crossing.by(next.between(), next.second())) {
                return Optional.of(nearer(next));
            }
        }
        return Optional.empty();
    }

    private List<Pair> pairs(Move first) {
        if (!situation.allows(first.field(), first.to())) {
            return List.of();
        }
        Situation between = situation.with(first.field(), first.to());
        Moves moves = moves(between);
        List<Pair> pairs = new ArrayList<>();
        for (int order = 0; order < ClaimFields.CHANGEABLE.size(); order++) {
            if (order != first.order()) {
                sparse(moves.of(order)).forEach(second -> pairs.add(new Pair(first, between, second)));
            }
        }
        return pairs;
    }

    private Moves moves(Situation between) {
        return new Moves(splits, between, situation.vector().sumOfHeads());
    }

    private Pair nearer(Pair found) {
        return moves(found.between()).of(found.second().order()).stream()
                .filter(second -> second.distance() < found.second().distance())
                .filter(second -> crossing.by(found.between(), second))
                .findFirst()
                .map(second -> new Pair(found.first(), found.between(), second))
                .orElse(found);
    }

    /** The 1st, 2nd, 3rd, 5th, 9th … in each direction, and the last. */
    private List<Move> sparse(List<Move> ofOneField) {
        List<Move> kept = new ArrayList<>();
        for (boolean up : new boolean[] {true, false}) {
            List<Move> way =
                    ofOneField.stream().filter(move -> isUp(move) == up).toList();
            for (int i = 0; i < way.size(); i = i == 0 ? 1 : 2 * i) {
                kept.add(way.get(i));
            }
            if (!way.isEmpty() && !kept.contains(way.get(way.size() - 1))) {
                kept.add(way.get(way.size() - 1));
            }
        }
        return kept;
    }

    private boolean isUp(Move move) {
        return situation
                .value(move.field())
                .map(from -> from.doubleValue() < move.to())
                .orElse(false);
    }
}
