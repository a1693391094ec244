package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.Slots;
import io.claimstream.model.published.ServedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The champions in service. Stream threads take one, score and let go; one thread changes them. A change is one volatile write, so
 * no record waits for it, and the model before is closed when the last record that took it is scored.
 */
final class Champions {

    private volatile Map<String, Champion> bySlot = Map.of();

    /**
     * Takes the champion for a claim, and what challenges it: the insurer's own, else that of every insurer. The caller must release it.
     *
     * @return empty when no slot covers the claim
     */
    Optional<Champion> take(String lineOfBusiness, String currency, String insurer) {
        String everyInsurer = Slots.key(Slots.everyInsurer(lineOfBusiness, currency));
        while (true) {
            Map<String, Champion> now = bySlot;
            Champion champion = now.get(everyInsurer + insurer);
            if (champion == null) {
                champion = now.get(everyInsurer);
            }
            if (champion == null) {
                return Optional.empty();
            }
            // It may be closed between the two; then the next look sees its successor.
            Optional<Champion> held = champion.held();
            if (held.isPresent()) {
                return held;
            }
        }
    }

    /** Whether no slot has a champion. */
    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    Optional<Champion> of(ModelSlot slot) {
        return Optional.ofNullable(bySlot.get(Slots.key(slot)));
    }

    /** Puts a model in service, unchallenged; the caller was its holder, from now on this object is. */
    synchronized void put(ModelSlot slot, ServedModel model, Optional<CalibrationRecord> calibration, long deployment) {
        Champion before = replace(slot, new Champion(model, calibration, deployment, Optional.empty()));
        release(before);
    }

    /** Keeps the model of a slot and changes what goes with it. */
    synchronized void recalibrate(ModelSlot slot, Optional<CalibrationRecord> calibration, long deployment) {
        of(slot).ifPresent(champion ->
                replace(slot, new Champion(champion.model(), calibration, deployment, champion.challenger())));
    }

    /**
     * Has a model challenge the champion of a slot, or none any more; the caller was its holder, from now on this object is.
     *
     * @throws IllegalStateException when there is no champion
     */
    synchronized void challenge(ModelSlot slot, Optional<Challenger> challenger) {
        Champion champion = of(slot).orElseThrow(
                        () -> new IllegalStateException("Expected a champion in slot " + Slots.key(slot) + "."));
        replace(slot, champion.challengedBy(challenger));
        champion.challenger()
                .map(Challenger::model)
                .filter(before -> challenger.filter(it -> it.model() == before).isEmpty())
                .ifPresent(ServedModel::release);
    }

    /** The slots whose champion is challenged now. */
    List<ModelSlot> challengedSlots() {
        return bySlot.values().stream()
                .filter(it -> it.challenger().isPresent())
                .map(it -> it.model().model().manifest().slot())
                .toList();
    }

    /** Takes the champion of a slot out of service. */
    synchronized void remove(ModelSlot slot) {
        Map<String, Champion> next = new TreeMap<>(bySlot);
        Champion before = next.remove(Slots.key(slot));
        bySlot = Map.copyOf(next);
        release(before);
    }

    /** Takes every champion out of service. */
    synchronized void clear() {
        Map<String, Champion> before = bySlot;
        bySlot = Map.of();
        before.values().forEach(Champions::release);
    }

    private @Nullable Champion replace(ModelSlot slot, Champion champion) {
        Map<String, Champion> next = new TreeMap<>(bySlot);
        Champion before = next.put(Slots.key(slot), champion);
        bySlot = Map.copyOf(next);
        return before;
    }

    private static void release(@Nullable Champion champion) {
        if (champion != null) {
            champion.release();
        }
    }
}
