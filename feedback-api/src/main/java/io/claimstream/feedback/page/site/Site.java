package io.claimstream.feedback.page.site;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Pages;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.page.Assets;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Tabs;
import io.claimstream.feedback.page.audit.AgreementPages;
import io.claimstream.feedback.page.audit.AuditPages;
import io.claimstream.feedback.page.audit.DecisionListPages;
import io.claimstream.feedback.page.audit.TrailPages;
import io.claimstream.feedback.page.claim.ClaimPages;
import io.claimstream.feedback.page.claim.ClaimParts;
import io.claimstream.feedback.page.claim.DecisionPages;
import io.claimstream.feedback.page.claim.DecisionPanels;
import io.claimstream.feedback.page.claim.HistoryPages;
import io.claimstream.feedback.page.claimant.ClaimContestPages;
import io.claimstream.feedback.page.claimant.ContestPages;
import io.claimstream.feedback.page.claimant.LetterProfilePages;
import io.claimstream.feedback.page.claimant.LetterToClaimantPages;
import io.claimstream.feedback.page.claims.ClaimListPages;
import io.claimstream.feedback.page.exercise.ExercisePages;
import io.claimstream.feedback.page.finance.BilledPages;
import io.claimstream.feedback.page.finance.FinancePages;
import io.claimstream.feedback.page.finance.InvoicePages;
import io.claimstream.feedback.page.finance.RatePages;
import io.claimstream.feedback.page.models.ModelSite;
import io.claimstream.feedback.page.office.ApprovalPages;
import io.claimstream.feedback.page.office.PolicyPages;
import io.claimstream.feedback.page.office.WebhookPages;
import io.claimstream.feedback.page.operations.DriftPages;
import io.claimstream.feedback.page.operations.LetterPages;
import io.claimstream.feedback.page.operations.OperationsPages;
import io.claimstream.feedback.page.operations.RejectionPages;
import io.claimstream.feedback.page.overview.OverviewPages;
import io.claimstream.feedback.page.people.AccountPages;
import io.claimstream.feedback.page.people.InvitationPages;
import io.claimstream.feedback.page.people.KeyPages;
import io.claimstream.feedback.page.people.LinkPages;
import io.claimstream.feedback.page.people.RolePages;
import io.claimstream.feedback.page.people.SignInPages;
import io.claimstream.feedback.page.people.UserPages;
import io.claimstream.feedback.page.privacy.ErasurePages;
import io.claimstream.feedback.page.privacy.ExportPages;
import io.claimstream.feedback.page.privacy.HoldPages;
import io.claimstream.feedback.page.privacy.RetentionPages;
import io.claimstream.feedback.page.queue.QueuePages;
import io.claimstream.feedback.page.submit.BatchPages;
import io.claimstream.feedback.page.submit.SubmitPages;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;

/** Every page there is. Thread-safe. */
public final class Site implements Pages {

    private final List<PageRoute> routes;
    private final Navigation navigation;
    private final ProblemPages problems;

    public Site(PagePorts ports) {
        Assets assets = new Assets();
        this.navigation = new Navigation(ports.contract(), this::routes);
        Screen screen = new Screen(ports.accounts(), navigation, assets);
        this.problems = new ProblemPages(screen, ports.accounts());
        this.routes = Stream.of(
                        new QueuePages(ports, screen, navigation).routes(),
                        claims(ports, screen),
                        new OverviewPages(ports, screen, assets).routes(),
                        new ClaimListPages(ports, screen).routes(),
                        new SubmitPages(ports, screen).routes(),
                        new BatchPages(ports, screen).routes(),
                        new ContestPages(
                                        ports,
                                        screen,
                                        navigation,
                                        new Names(ports.api().access().people().accounts()))
                                .routes(),
                        new ModelSite(
                                        ports,
                                        screen,
                                        navigation,
                                        new Names(ports.api().access().people().accounts()))
                                .routes(),
                        new OperationsPages(ports, screen, navigation).routes(),
                        new LetterPages(ports, screen, navigation).routes(),
                        new RejectionPages(ports, screen, navigation).routes(),
                        new DriftPages(ports, screen, navigation).routes(),
                        finance(ports, screen),
                        office(ports, screen),
                        privacy(ports, screen),
                        people(ports, screen),
                        new SignInPages(ports, screen).routes(),
                        new LinkPages(ports, screen).routes(),
                        List.of(assets.route(), PageRoute.get("/", this::first, "showMe")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<PageRoute> finance(PagePorts ports, Screen screen) {
        return Stream.of(
                        new FinancePages(ports, screen).routes(),
                        new BilledPages(ports, screen).routes(),
                        new InvoicePages(ports, screen).routes(),
                        new RatePages(ports, screen).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<PageRoute> office(PagePorts ports, Screen screen) {
        Names names = new Names(ports.api().access().people().accounts());
        Tabs tabs = new Tabs(navigation);
        return Stream.of(
                        new AuditPages(ports, screen, navigation, names).routes(),
                        new TrailPages(ports, screen, names).routes(),
                        new AgreementPages(ports, screen, names).routes(),
                        new DecisionListPages(ports, screen, names).routes(),
                        new ExercisePages(ports, screen, navigation, names).routes(),
                        new ApprovalPages(ports, screen, navigation, names).routes(),
                        new PolicyPages(ports, screen, navigation, tabs, names).routes(),
                        new LetterProfilePages(ports, screen, navigation, tabs, names).routes(),
                        new WebhookPages(ports, screen, tabs, names).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<PageRoute> privacy(PagePorts ports, Screen screen) {
        Names names = new Names(ports.api().access().people().accounts());
        return Stream.of(
                        new ErasurePages(ports, screen, navigation, names).routes(),
                        new HoldPages(ports, screen, navigation, names).routes(),
                        new ExportPages(ports, screen, navigation).routes(),
                        new RetentionPages(ports, screen, navigation).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<PageRoute> people(PagePorts ports, Screen screen) {
        Names names = new Names(ports.api().access().people().accounts());
        Tabs tabs = new Tabs(navigation);
        return Stream.of(
                        new InvitationPages(ports, screen, tabs, names).routes(),
                        new UserPages(ports, screen, tabs).routes(),
                        new KeyPages(ports, screen, tabs, names).routes(),
                        new RolePages(ports, screen, navigation, tabs).routes(),
                        new AccountPages(ports, screen, names).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<PageRoute> claims(PagePorts ports, Screen screen) {
        Names names = new Names(ports.api().access().people().accounts());
        DecisionPanels panels = new DecisionPanels(ports, navigation, names);
        return Stream.of(
                        new ClaimParts(ports, screen, panels).routes(),
                        new DecisionPages(ports, screen, panels).routes(),
                        new HistoryPages(ports, screen, names).routes(),
                        new LetterToClaimantPages(ports, screen, navigation).routes(),
                        new ClaimContestPages(ports, screen, navigation, names).routes(),
                        new ClaimPages(ports, screen, navigation, names, panels).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** In the order of the navigation. */
    @Override
    public List<PageRoute> routes() {
        return routes;
    }

    @Override
    public void show(Context context, Problem problem) {
        problems.show(context, problem);
    }

    private void first(Context context) {
        Screen.goOn(context, navigation.first(Authentication.caller(context).role()));
    }
}
