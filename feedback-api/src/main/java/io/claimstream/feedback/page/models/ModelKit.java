package io.claimstream.feedback.page.models;

import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.KnownModels;
import io.claimstream.feedback.http.ModelDesks;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;

/**
 * What the pages about models share.
 *
 * @param ports what is asked
 * @param desks what does something about models
 * @param forms reads what browsers send
 * @param late answers with parts that come later
 * @param figures what live scores turned out to be
 * @param pending what is under way
 */
record ModelKit(
        ApiPorts ports,
        ModelDesks desks,
        FormBody forms,
        Screen screen,
        Navigation navigation,
        Names names,
        LatePart late,
        VersionFigures figures,
        Pending pending) {

    static ModelKit of(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        ApiPorts api = ports.api();
        return new ModelKit(
                api,
                ports.models(),
                ports.forms(),
                screen,
                navigation,
                names,
                new LatePart(api.executor(), screen),
                new VersionFigures(api.figures(), api.clock()),
                new Pending(api, ports.models().known(), navigation, names));
    }

    KnownModels known() {
        return desks.known();
    }

    /** Whether the reader may do or see what an operation does. */
    boolean allows(Context context, String operation) {
        return navigation.allows(Authentication.caller(context).role(), operation);
    }

    /** Whether the reader may order something in a slot. */
    boolean mayOrder(Context context, SlotName slot) {
        return allows(context, "commandModel") && Authentication.caller(context).serves(slot.insurer());
    }
}
