package io.claimstream.feedback.page.audit;

import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditedEntry;
import io.claimstream.feedback.contest.ContestSearch;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.NoteDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that people and the system did to one claim, or to one model version, in order. */
public final class TrailPages {

    private static final String CLAIMS = "/audit/claims/{insurer}/<claimId>";
    private static final String MODELS = "/audit/models/{version}";
    private static final int MOST = 1_000;

    private final ApiPorts ports;
    private final ClaimLookup lookup;
    private final Names names;
    private final Screen screen;

    public TrailPages(PagePorts ports, Screen screen, Names names) {
        this.ports = ports.api();
        this.lookup = new ClaimLookup(ports.api());
        this.names = names;
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get("/audit/trail", this::lead, "listAudit"),
                PageRoute.get(CLAIMS, this::ofClaim, "listAudit", "showClaim"),
                PageRoute.get(MODELS, this::ofModel, "listAudit", "showModel"));
    }

    /** Leads to the trail of what somebody typed: {@code insurer/claim}, or a version. */
    private void lead(Context context) {
        String of = Query.parameter(context, "of").map(String::strip).orElse("");
        if (of.isEmpty()) {
            throw Query.wrong("of", "an insurer and a claim, such as acme/c-1, or a model version");
        }
        int slash = of.indexOf('/');
        Screen.goOn(
                context,
                slash > 0
                        ? Addresses.claimTrail(of.substring(0, slash), of.substring(slash + 1))
                        : Addresses.modelTrail(of));
    }

    private void ofClaim(Context context) {
        Claim claim = lookup.find(context);
        Uses uses = ports.readModel().usedIn(claim.key());
        ClaimTrail trail = new ClaimTrail(claim, uses, Readers.of(context), names);
        Caller caller = Authentication.caller(context);
        NoteDesk notes = new NoteDesk(ports);
        List<Rescore> rescores = ports.rescoring().rescores().ofClaim(claim.key()).stream()
                .map(it -> notes.readBy(caller, it))
                .toList();
        List<Approval> approvals = ports.access().approvals().lists().ofClaim(caller, claim.key()).stream()
                .map(it -> notes.readBy(caller, it))
                .toList();
        List<AuditedEntry> audited = audited(context, resources(claim, rescores, contests(claim)));
        Set<String> told = audited.stream().map(it -> it.entry().resource()).collect(Collectors.toSet());
        List<TrailLine> said = new ArrayList<>();
        claim.feedback().forEach(it -> said.add(trail.said(it).alsoAudited(told.contains(feedback(it)))));
        Set<String> ofLog = Stream.concat(
                        claim.feedback().stream().map(TrailPages::feedback),
                        rescores.stream().map(TrailPages::score))
                .collect(Collectors.toSet());
        List<TrailLine> lines = ordered(Stream.of(
                trail.revisions(),
                said,
                trail.doneAgain(rescores),
                trail.approvals(approvals),
                lines(audited.stream()
                        .filter(it -> !ofLog.contains(it.entry().resource()))
                        .toList())));
        answer(
                context,
                "Trail of claim " + claim.key().claimId(),
                Addresses.claim(claim.key().insurer(), claim.key().claimId()),
                "The claim",
                uses.erasureReceipt()
                        .map(it -> List.of(
                                "The claimant was erased, receipt " + it + ". No model learns from the claim since."))
                        .orElse(List.of()),
                lines);
    }

    private static String feedback(Feedback one) {
        return "/v1/feedback/" + one.feedbackId();
    }

    private static String score(Rescore one) {
        return "/v1/scores/" + one.rescoreId();
    }

    private List<String> contests(Claim claim) {
        return ports.review().contests().list(ContestSearch.of(claim.key(), Contests.MOST_OF_A_CLAIM)).stream()
                .map(it -> "/v1/contests/" + it.contestId())
                .toList();
    }

    private static List<String> resources(Claim claim, List<Rescore> rescores, List<String> contests) {
        String path = claim.key().insurer() + "/" + claim.key().claimId().replace("/", "%2F");
        return Stream.of(
                        Stream.of("/v1/queue/" + path, "/v1/claims/" + path),
                        contests.stream(),
                        claim.feedback().stream().map(TrailPages::feedback),
                        rescores.stream().map(TrailPages::score))
                .flatMap(it -> it)
                .limit(MOST)
                .toList();
    }

    private void ofModel(Context context) {
        Caller caller = Authentication.caller(context);
        Version version = ports.readModel()
                .version(context.pathParam("version"))
                .filter(it -> it.isSeenBy(caller.insurer()))
                .orElseThrow(() -> ports.missing(ProblemCode.VERSION_NOT_FOUND, "Expected a published model version."));
        String name = version.version();
        ModelTrail trail = new ModelTrail(version, Readers.of(context), names);
        List<ModelDeployment> moves = ports.readModel().moves().stream()
                .map(PlacedMove::event)
                .filter(it -> caller.seesSlot(it.getSlot().getInsurer().orElse(null)))
                .filter(it -> it.getVersion().equals(name)
                        || it.getPreviousVersion().filter(name::equals).isPresent())
                .toList();
        List<Approval> approvals = ports.access().approvals().lists().ofVersion(caller, name);
        List<TrailLine> lines = ordered(Stream.of(
                trail.made(ports.readModel().runOf(name), ports.readModel().report(name)),
                trail.moves(moves),
                ApprovalLines.of(approvals, names),
                lines(audited(context, resources(name, moves, approvals)))));
        answer(context, "Trail of model " + name, "/models/" + name, "The model", standing(caller, name), lines);
    }

    private static List<String> resources(String version, List<ModelDeployment> moves, List<Approval> approvals) {
        Stream<String> commands = Stream.concat(
                moves.stream().flatMap(it -> it.getCommandId().stream()),
                approvals.stream()
                        .flatMap(it -> Optional.ofNullable(it.decision()).stream())
                        .flatMap(it -> Optional.ofNullable(it.resultId()).stream()));
        return Stream.concat(Stream.of("/v1/models/" + version), commands.map(it -> "/v1/models/commands/" + it))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Where the version stands now, and how far its trial is. */
    private List<String> standing(Caller caller, String version) {
        return ports.readModel().models().seenBy(caller.insurer()).champions().stream()
                .filter(it -> it.states().containsKey(version))
                .map(it -> standing(it, version))
                .toList();
    }

    private static String standing(Champion champion, String version) {
        String where = "In " + Words.of(champion.slot().lineOfBusiness()) + ", "
                + champion.slot().currency() + ", it is now "
                + champion.states().get(version) + ".";
        return Optional.ofNullable(champion.challenge())
                .filter(it -> it.version().equals(version))
                .flatMap(it -> Optional.ofNullable(it.trial()))
                .map(it -> where + " Its trial has judged " + it.judged() + " settled claims.")
                .orElse(where);
    }

    private List<AuditedEntry> audited(Context context, List<String> resources) {
        String insurer = Authentication.caller(context).insurer();
        return ports.access()
                .audit()
                .page(new AuditFilter(null, null, null, null, insurer, resources), Long.MAX_VALUE, MOST);
    }

    private List<TrailLine> lines(List<AuditedEntry> audited) {
        return audited.stream()
                .map(it -> new TrailLine(
                        it.at(),
                        names.apply(it.entry().actor()),
                        ActionWords.of(it.entry().action()),
                        Changes.line(it.entry().states().after()),
                        TrailLine.Source.AUDIT,
                        "/audit?resource=" + Addresses.encoded(it.entry().resource()),
                        "in the audit trail"))
                .toList();
    }

    private static List<TrailLine> ordered(Stream<List<TrailLine>> lines) {
        return lines.flatMap(List::stream)
                .sorted(Comparator.comparing(TrailLine::at))
                .toList();
    }

    private void answer(
            Context context, String heading, String page, String pageLabel, List<String> notes, List<TrailLine> lines) {
        if (Spreadsheet.isAsked(context)) {
            Spreadsheet.answer(
                    context,
                    heading,
                    List.of("at", "who", "what", "detail", "source", "link"),
                    lines.stream()
                            .map(it -> List.<Object>of(
                                    it.at().toString(),
                                    it.who(),
                                    it.what(),
                                    it.detail(),
                                    it.source().words(),
                                    it.link()))
                            .toList());
            return;
        }
        screen.show(
                context,
                heading,
                "audit/trail.jte",
                Map.of(
                        "heading", heading,
                        "page", page,
                        "pageLabel", pageLabel,
                        "file", context.req().getRequestURI() + "?" + Spreadsheet.PARAMETER + "=csv",
                        "notes", notes,
                        "lines", lines));
    }
}
