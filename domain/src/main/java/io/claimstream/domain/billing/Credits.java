package io.claimstream.domain.billing;

import io.claimstream.domain.billing.Credit.Line;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What was given back of a bill and what is left of it. No charge is credited beyond itself, and all credits of a bill never come to more than the bill, tax
 * included. Immutable.
 *
 * @param earlier credits of the bill that were given already
 */
public record Credits(Bill bill, List<Credit> earlier) {

    public Credits {
        earlier = List.copyOf(earlier);
    }

    /** What was given back. */
    public Amounts given() {
        return earlier.stream().map(Credit::amounts).reduce(Amounts.none(bill.decimals()), Amounts::plus);
    }

    /** What is left of the bill. */
    public Amounts left() {
        return bill.amounts().minus(given());
    }

    /** Whether all of the bill was given back. */
    public boolean isAll() {
        return !earlier.isEmpty() && netLeft().signum() == 0 && left().gross().signum() == 0;
    }

    /**
     * What is left of a charge before tax.
     *
     * @param number of the charge, from 1
     */
    public BigDecimal left(int number) {
        return earlier.stream()
                .flatMap(it -> it.lines().stream())
                .filter(it -> it.number() == number)
                .map(Line::net)
                .reduce(bill.charges().get(number - 1).net(), BigDecimal::subtract);
    }

    /** Everything that is left, by charge. Charges of which nothing is left are not named. */
    public List<Line> rest() {
        return IntStream.rangeClosed(1, bill.charges().size())
                .mapToObj(it -> new Line(it, left(it)))
                .filter(it -> it.net().signum() > 0)
                .toList();
    }

    /** Whether something may still be given back; of a bill over nothing, the one credit over nothing that takes it back. */
    public boolean isOpen() {
        return !rest().isEmpty() || isOfNothing();
    }

    private boolean isOfNothing() {
        return earlier.isEmpty() && bill.amounts().gross().signum() == 0 && rest().isEmpty();
    }

    /** What is expected of a credit and not so; empty when it may be given. A bill over nothing is credited without a line. */
    public Optional<String> fault(List<Line> lines) {
        Set<Integer> named = new HashSet<>();
        for (Line line : lines) {
            if (line.number() < 1 || line.number() > bill.charges().size() || !named.add(line.number())) {
                return Optional.of("lines of the invoice, each once");
            }
            boolean isAmount =
                    line.net().signum() > 0 && line.net().stripTrailingZeros().scale() <= bill.decimals();
            if (!isAmount || line.net().compareTo(left(line.number())) > 0) {
                return Optional.of("for line " + line.number() + " an amount above 0 and at most "
                        + left(line.number()).toPlainString());
            }
        }
        return lines.isEmpty() && !isOfNothing() ? Optional.of("one line or more") : Optional.empty();
    }

    /**
     * A credit. Its tax is that of its net, rounded like that of a bill; the one that takes the last of the net takes the last of the tax.
     *
     * @throws IllegalArgumentException when there is a fault
     */
    public Credit of(List<Line> lines) {
        Optional<String> fault = fault(lines);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("Expected " + fault.get() + ".");
        }
        List<Line> exact = lines.stream()
                .map(it -> new Line(it.number(), it.net().setScale(bill.decimals())))
                .toList();
        BigDecimal net =
                exact.stream().map(Line::net).reduce(BigDecimal.ZERO.setScale(bill.decimals()), BigDecimal::add);
        BigDecimal taxLeft = left().tax();
        boolean isLast = net.compareTo(netLeft()) == 0;
        BigDecimal tax = isLast
                ? taxLeft
                : Amounts.taxed(net, bill.taxPercent(), bill.decimals()).tax().min(taxLeft);
        return new Credit(exact, Amounts.of(net, tax));
    }

    private BigDecimal netLeft() {
        return left().net();
    }
}
