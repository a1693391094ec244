package io.claimstream.domain.lifecycle;

import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A slot that commands are given to, one a minute; versions m-1 to m-5 are whole and calibrated. */
final class SlotFacts {

    static final ModelSlot EVERYONE = ModelSlot.newBuilder()
            .setLineOfBusiness("MOTOR_INJURY")
            .setCurrency("GBP")
            .build();
    static final ModelSlot ACME =
            ModelSlot.newBuilder(EVERYONE).setInsurer("acme").build();
    static final Instant START = Instant.parse("2026-02-01T00:00:00Z");

    private static final ModelSlot DOLLARS =
            ModelSlot.newBuilder(EVERYONE).setCurrency("USD").build();
    private static final Map<String, Published> PUBLISHED = Map.of(
            "m-1", good(1),
            "m-2", good(2),
            "m-3", good(3),
            "m-4", good(4),
            "m-5", good(5),
            "m-dollars", new Published(DOLLARS, true, Optional.of(6)),
            "m-part", new Published(EVERYONE, false, Optional.of(7)),
            "m-raw", new Published(EVERYONE, true, Optional.empty()));

    private final List<ModelDeployment> log = new ArrayList<>();

    private static Published good(int calibration) {
        return new Published(EVERYONE, true, Optional.of(calibration));
    }

    SlotHistory slot(ModelSlot slot) {
        return SlotHistory.of(slot, log);
    }

    List<ModelDeployment> log() {
        return log;
    }

    /** Gives a command and writes its answer; a canary asks for a tenth. */
    ModelDeployment give(ModelSlot slot, ModelCommandKind kind, String version) {
        return give(slot, kind, version, kind == ModelCommandKind.CANARY ? 0.1 : null);
    }

    ModelDeployment give(ModelSlot slot, ModelCommandKind kind, String version, @Nullable Double share) {
        ModelCommand command = ModelCommand.newBuilder()
                .setCommandId("command-" + log.size())
                .setKind(kind)
                .setSlot(slot)
                .setVersion(version.isEmpty() ? null : version)
                .setShare(share)
                .setReason("because")
                .setActor("engineer")
                .setAt(now())
                .build();
        Decision decision = CommandAnswer.decide(command, new Moves(slot(slot), slot(EVERYONE), SlotFacts::find));
        ModelDeployment event = CommandAnswer.event(command, decision, slot(slot), now());
        log.add(event);
        return event;
    }

    ModelDeployment give(ModelCommandKind kind, String version) {
        return give(EVERYONE, kind, version);
    }

    Decision promoteByItself(String version) {
        return new Moves(slot(EVERYONE), slot(EVERYONE), SlotFacts::find).promoteByItself(version);
    }

    /** What the worker decides on a champion that breaks its bounds; a move is written. */
    Decision rollBackByItself(String version, boolean isBaselineCloser) {
        SlotHistory slot = slot(EVERYONE);
        Decision decision = new Moves(slot, slot, SlotFacts::find).rollBackByItself(version, isBaselineCloser);
        decision.fold(
                move -> log.add(CommandAnswer.byItself(move, slot, new CommandAnswer.Cause("worker", "broken"), now())),
                refusal -> false);
        return decision;
    }

    /** What the worker decides on a challenger; a move is written. */
    Decision byItself(Function<ChallengeMoves, Decision> wanted) {
        SlotHistory slot = slot(EVERYONE);
        Decision decision = wanted.apply(new Moves(slot, slot, SlotFacts::find).challenges());
        decision.fold(
                move -> log.add(CommandAnswer.byItself(move, slot, new CommandAnswer.Cause("worker", "trial"), now())),
                refusal -> false);
        return decision;
    }

    private Instant now() {
        return START.plusSeconds(60L * log.size());
    }

    private static Optional<Published> find(String version) {
        return Optional.ofNullable(PUBLISHED.get(version));
    }
}
