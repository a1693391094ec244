package io.claimstream.feedback.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Looks after the projections of an instance. Thread-safe. */
public final class JdbiUpkeep implements Upkeep {

    private final Jdbi jdbi;
    private final List<Projection> projections;

    public JdbiUpkeep(Jdbi jdbi, List<Projection> projections) {
        this.jdbi = jdbi;
        this.projections = List.copyOf(projections);
    }

    @Override
    public List<Standing> standings() {
        return projections.stream().map(Projection::standing).toList();
    }

    @Override
    public Optional<Asked> last() {
        List<RebuildTable.Last> each = projections.stream()
                .flatMap(it -> RebuildTable.read(jdbi, it.name()).stream())
                .toList();
        return each.stream()
                .map(RebuildTable.Last::askedAt)
                .max(Comparator.naturalOrder())
                .map(askedAt -> new Asked(askedAt, doneAt(each).orElse(null)));
    }

    @Override
    public Asked ask(Consumer<Handle> kept) {
        jdbi.useTransaction(handle -> {
            projections.forEach(it -> RebuildTable.ask(handle, it.name()));
            kept.accept(handle);
        });
        return last().orElseThrow();
    }

    private static Optional<Instant> doneAt(List<RebuildTable.Last> each) {
        return each.stream().allMatch(RebuildTable.Last::isDone)
                ? each.stream().map(it -> Objects.requireNonNull(it.doneAt())).max(Comparator.naturalOrder())
                : Optional.empty();
    }
}
