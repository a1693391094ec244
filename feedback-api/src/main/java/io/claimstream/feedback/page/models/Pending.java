package io.claimstream.feedback.page.models;

import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.WaitingCommands;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.KnownModels;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.view.Run;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is under way about models: what waits for a second person, commands without an answer, trainings. As far as the reader may see it. Thread-safe. */
final class Pending {

    private static final int NEWEST_RUNS = 20;

    private final ApiPorts ports;
    private final KnownModels known;
    private final Navigation navigation;
    private final Names names;

    Pending(ApiPorts ports, KnownModels known, Navigation navigation, Names names) {
        this.ports = ports;
        this.known = known;
        this.navigation = navigation;
        this.names = names;
    }

    /** Everything that the reader may see. */
    List<PendingLine> all(Context context) {
        return lines(context, WaitingCommands.ALL, (slot, version) -> true);
    }

    /** What is about a version. */
    List<PendingLine> ofVersion(Context context, String version) {
        return lines(context, new WaitingCommands(version, null), (slot, named) -> version.equals(named));
    }

    /** What is about a slot. */
    List<PendingLine> ofSlot(Context context, SlotName wanted) {
        return lines(context, new WaitingCommands(null, wanted.event()), (slot, version) -> slot.equals(wanted));
    }

    /** Whether something is about what is wanted. */
    private interface Wanted {
        boolean is(SlotName slot, @Nullable String version);
    }

    private List<PendingLine> lines(Context context, WaitingCommands waiting, Wanted wanted) {
        Caller caller = Authentication.caller(context);
        Reader reader = Readers.of(context);
        List<PendingLine> lines = new ArrayList<>();
        if (navigation.allows(caller.role(), "listApprovals")) {
            ports.access().approvals().lists().commandsWaiting(caller, waiting).forEach(it -> request(it)
                    .ifPresent(asked -> lines.add(line(it, asked, it.isOf(caller), reader))));
        }
        if (navigation.allows(caller.role(), "showCommand")) {
            ports.readModel().openCommands().stream()
                    .filter(it -> caller.seesSlot(
                            it.getSlot().flatMap(ModelSlot::getInsurer).orElse(null)))
                    .filter(it -> it.getSlot()
                            .map(slot ->
                                    wanted.is(SlotName.of(slot), it.getVersion().orElse(null)))
                            .orElse(false))
                    .forEach(it -> lines.add(line(it, reader)));
        }
        if (navigation.allows(caller.role(), "listRuns")) {
            running(
                            caller,
                            run -> wanted.is(
                                    SlotName.of(run.slot()), run.outcome().version()))
                    .forEach(it -> lines.add(line(it, reader)));
        }
        return lines;
    }

    /** Trainings under way. */
    List<Run> running(Caller caller, Predicate<Run> wanted) {
        return ports.readModel().runs(null, NEWEST_RUNS).stream()
                .filter(Run::isUnderWay)
                .filter(it -> known.isSeenBy(it, caller.insurer()))
                .filter(wanted)
                .toList();
    }

    private static Optional<CommandRequest> request(Approval approval) {
        return approval.matter().fold(command -> Optional.of(command.request()), decision -> Optional.empty());
    }

    private PendingLine line(Approval approval, CommandRequest request, boolean isOwn, Reader reader) {
        String who = "Asked for by " + names.apply(approval.askedBy()) + ", " + reader.time(approval.askedAt()) + ": \""
                + request.reason() + "\".";
        return new PendingLine(
                "Waits for a second person",
                what(ModelWords.kind(request.kind()), request.version(), SlotName.of(request.slot())),
                who,
                isOwn
                        ? "Somebody else has to approve it, until " + reader.time(approval.expiresAt()) + "."
                        : "It can be approved until " + reader.time(approval.expiresAt()) + ".",
                "/approvals",
                isOwn ? "See what waits" : "Approve or decline");
    }

    private PendingLine line(ModelCommand command, Reader reader) {
        SlotName slot = command.getSlot().map(SlotName::of).orElseThrow();
        return new PendingLine(
                "Command without an answer yet",
                what(ModelWords.kind(command.getKind()), command.getVersion().orElse(null), slot),
                "Given by " + names.apply(command.getActor()) + ", " + reader.time(command.getAt()) + ": \""
                        + command.getReason() + "\".",
                "The retrain worker answers commands one after another.",
                "/models/commands/" + command.getCommandId(),
                "Follow it");
    }

    private static PendingLine line(Run run, Reader reader) {
        return new PendingLine(
                "Training under way",
                SlotName.of(run.slot()).text(),
                "Begun " + reader.time(run.startedAt()) + ". " + ModelWords.cause(run.cause()) + ".",
                "",
                "/runs/" + run.id(),
                "Follow it");
    }

    private static String what(String kind, @Nullable String version, SlotName slot) {
        boolean isNamed = version != null && version.startsWith("m-");
        return kind + (isNamed ? " " + version : "") + " (" + slot.text() + ")";
    }
}
