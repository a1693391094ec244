package io.claimstream.feedback.page.models;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Version;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** What a reader may order about a version as it stands. The retrain worker has the last word. Thread-safe. */
final class Acts {

    private final ModelKit kit;

    Acts(ModelKit kit) {
        this.kit = kit;
    }

    /** @param slot the slot that the version was made for */
    List<ActLink> of(Context context, Version version, Champion slot) {
        String state = slot.states().getOrDefault(version.version(), "candidate");
        SlotName name = SlotName.of(slot.slot());
        if (!kit.allows(context, "commandModel") || name.lineOfBusiness().isEmpty() || state.equals("refused")) {
            return List.of();
        }
        List<ActLink> acts = new ArrayList<>();
        boolean isChampion = state.equals("champion");
        if (kit.mayOrder(context, name)) {
            if (!isChampion && !slot.pinned()) {
                acts.add(act(version, "Promote", "promote"));
                challenges(version, slot, name, acts);
            }
            if (isChampion) {
                acts.add(new ActLink("Roll back", name.address("/orders/rollback")));
            }
            if (isChampion && slot.pinned()) {
                acts.add(new ActLink("Unpin", name.address("/orders/unpin")));
            }
            if (!isChampion) {
                acts.add(act(version, "Retire", "retire"));
            }
        }
        boolean isForAll = name.insurer() == null;
        if (isForAll || Authentication.caller(context).serves(name.insurer())) {
            acts.add(act(version, "Pin", "pin"));
        }
        return acts;
    }

    private static void challenges(Version version, Champion slot, SlotName name, List<ActLink> acts) {
        if (slot.version() == null || name.insurer() != null) {
            return;
        }
        boolean isShadow = slot.challenge() != null
                && slot.challenge().version().equals(version.version())
                && slot.challenge().share() == 0;
        if (!isShadow) {
            acts.add(act(version, "Put in shadow", "shadow"));
        }
        acts.add(act(version, "Start as a canary", "canary"));
    }

    private static ActLink act(Version version, String label, String kind) {
        return new ActLink(label, "/models/" + version.version() + "/orders/" + kind);
    }
}
