package io.claimstream.feedback;

import io.claimstream.feedback.view.Standing;
import io.claimstream.feedback.view.Upkeep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A read model that is rebuilt from when that is asked for until a test says that it is done. */
public final class FakeUpkeep implements Upkeep {

    private final Jdbi jdbi;
    private volatile @Nullable Asked last;
    private volatile String obstacle = "";

    public FakeUpkeep(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Has the rebuild be done. */
    public void end() {
        last = new Asked(Facts.NOW, Facts.NOW.plusSeconds(9));
        obstacle = "";
    }

    /** Has the read model stand still, until {@link #end}. */
    public void waitFor(String what) {
        obstacle = what;
    }

    @Override
    public List<Standing> standings() {
        Asked current = last;
        boolean isRebuilding = current != null && current.doneAt() == null;
        return List.of(
                new Standing("claims", !isRebuilding, isRebuilding, isRebuilding ? "is rebuilt" : obstacle, 3, 7));
    }

    @Override
    public Optional<Asked> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public Asked ask(Consumer<Handle> kept) {
        Instant now = Facts.NOW;
        jdbi.useTransaction(kept::accept);
        Asked asked = new Asked(now, null);
        last = asked;
        return asked;
    }
}
