package io.claimstream.feedback.page.office;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.OfficePorts;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Tabs;
import io.claimstream.feedback.page.office.PolicyForm.Wanted;
import io.claimstream.feedback.policy.Policies;
import io.claimstream.feedback.policy.Policy;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How far one person's word goes, and what is accepted without a person, by insurer. A change is shown before it is laid down. */
public final class PolicyPages {

    private static final String PATH = "/policies";
    private static final String ONE = PATH + "/{insurer}";
    private static final int DAYS_OF_INSURERS = 90;

    private final ApiPorts ports;
    private final OfficePorts office;
    private final FormBody forms;
    private final Navigation navigation;
    private final Names names;
    private final Screen screen;
    private final Tabs tabs;

    public PolicyPages(PagePorts ports, Screen screen, Navigation navigation, Tabs tabs, Names names) {
        this.ports = ports.api();
        this.office = ports.office();
        this.forms = ports.forms();
        this.navigation = navigation;
        this.names = names;
        this.screen = screen;
        this.tabs = tabs;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "showAuthority").labelled("Policies"),
                PageRoute.get(ONE, this::one, "showAuthority"),
                PageRoute.post(ONE + "/acceptance", this::changeAcceptance, "changeAcceptance", "endAcceptance"),
                PageRoute.post(ONE + "/authority", this::changeAuthority, "changeAuthority"));
    }

    private void list(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> named = Query.parameter(context, "insurer").filter(it -> !it.isBlank());
        if (named.isPresent()) {
            Screen.goOn(context, address(named.get().strip()));
            return;
        }
        SortedSet<String> insurers = new TreeSet<>();
        if (caller.insurer() == null) {
            ports.review().acceptance().policies().forEach(it -> insurers.add(it.insurer()));
            LocalDate today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
            insurers.addAll(ports.figures()
                    .usage(null, new Days(today.minusDays(DAYS_OF_INSURERS), today), Step.MONTH)
                    .keySet());
            insurers.remove("");
        } else {
            insurers.add(caller.insurer());
        }
        PolicyWords words = words(context);
        boolean seesAcceptance = seesAcceptance(context);
        screen.show(
                context,
                "Policies",
                "office/policies.jte",
                Map.of(
                        "tabs", tabs.of(context),
                        "lines",
                                insurers.stream()
                                        .map(it -> words.line(
                                                it,
                                                seesAcceptance
                                                        ? ports.review()
                                                                .acceptance()
                                                                .policy(it)
                                                        : null,
                                                ports.review().authority().policy(it)))
                                        .toList(),
                        "ofAll",
                                words.line(
                                        Policies.ALL,
                                        null,
                                        ports.review().authority().policy(Policies.ALL)),
                        "hasInsurers", caller.insurer() == null,
                        "seesAcceptance", seesAcceptance));
    }

    private void one(Context context) {
        String notice = Query.parameter(context, "notice").orElse("");
        show(context, notice.equals("changed") ? "It is laid down, and holds from now on." : "", FormErrors.NONE);
    }

    private void show(Context context, String notice, FormErrors errors) {
        String insurer = context.pathParam("insurer");
        boolean isForAll = insurer.equals(Policies.ALL);
        PolicyWords words = words(context);
        Policy authority = office.policies().authority(context);
        Caller caller = Authentication.caller(context);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", tabs.of(context));
        model.put("insurer", insurer);
        model.put("address", address(insurer));
        model.put("isForAll", isForAll);
        model.put("authority", words.authority(authority));
        model.put(
                "others",
                isForAll ? List.of() : words.limits(ports.review().authority().policy(Policies.ALL)));
        if (!isForAll && seesAcceptance(context)) {
            model.put("acceptance", words.acceptance(office.policies().acceptance(context)));
        }
        model.put(
                "mayChange",
                navigation.allows(caller.role(), "changeAuthority") && caller.serves(isForAll ? null : insurer));
        model.put("notice", notice);
        model.put("errors", errors);
        screen.show(context, title(insurer), "office/policy.jte", model);
    }

    private void changeAcceptance(Context context) {
        Policy now = office.policies().acceptance(context);
        PolicyForm form = new PolicyForm(forms, context);
        change(context, now, () -> form.acceptance(now), wanted -> {
            if (wanted.isNothing()) {
                office.policies().endAcceptance(context, () -> form::isSeen);
            } else {
                office.policies().changeAcceptance(context, wanted::json, () -> form::isSeen);
            }
        });
    }

    private void changeAuthority(Context context) {
        Policy now = office.policies().authority(context);
        PolicyForm form = new PolicyForm(forms, context);
        change(context, now, () -> form.authority(now), wanted -> office.policies()
                .changeAuthority(context, wanted::json, () -> form::isSeen));
    }

    private void change(Context context, Policy now, Supplier<Wanted> reader, Consumer<Wanted> change) {
        PolicyForm form = new PolicyForm(forms, context);
        try {
            if (!form.isSeen(now.version())) {
                throw new ProblemException(ProblemCode.PRECONDITION_FAILED, "");
            }
            Wanted wanted = reader.get();
            office.policies().requireForm(wanted.kind(), wanted.json());
            if (form.isConfirmed()) {
                change.accept(wanted);
                Screen.goOn(context, address(context.pathParam("insurer")) + "?notice=changed");
            } else {
                confirm(context, now, wanted);
            }
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, "", errors(context, e.problem()));
        }
    }

    private void confirm(Context context, Policy now, Wanted wanted) {
        screen.show(
                context,
                "Lay it down?",
                "office/policy-confirm.jte",
                Map.of(
                        "tabs", tabs.of(context),
                        "heading", wanted.heading() + ": " + title(context.pathParam("insurer")),
                        "warning", wanted.warning(),
                        "before", words(context).sentences(now, wanted.kind()),
                        "after", words(context).sentences(wanted.json(), wanted.kind()),
                        "action", context.path(),
                        "back", address(context.pathParam("insurer")),
                        "version", now.version(),
                        "fields", wanted.fields()));
    }

    private FormErrors errors(Context context, Problem problem) {
        if (problem.code() != ProblemCode.PRECONDITION_FAILED) {
            return FormErrors.of(problem);
        }
        Policy now = context.path().endsWith("/acceptance")
                ? office.policies().acceptance(context)
                : office.policies().authority(context);
        String who = Optional.ofNullable(now.changed())
                .map(it -> names.apply(it.by()) + " changed it meanwhile, "
                        + Readers.of(context).time(it.at()))
                .orElse("Somebody changed it meanwhile");
        return new FormErrors(
                who
                        + ". Below is how it is now, and nothing of yours was laid down. Look at it, and say again what you want.",
                Map.of());
    }

    private boolean seesAcceptance(Context context) {
        return navigation.allows(Authentication.caller(context).role(), "showAcceptance");
    }

    private PolicyWords words(Context context) {
        return new PolicyWords(Readers.of(context), names);
    }

    private static String title(String insurer) {
        return insurer.equals(Policies.ALL) ? "All insurers" : insurer;
    }

    private static String address(String insurer) {
        return PATH + "/" + (insurer.equals(Policies.ALL) ? insurer : Addresses.encoded(insurer));
    }
}
