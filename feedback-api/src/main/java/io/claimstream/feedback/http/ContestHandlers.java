package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.ContestSearch;
import io.claimstream.feedback.contest.Contests;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Takes and shows what claimants contest. */
final class ContestHandlers {

    private final ContestDesk desk;
    private final ClaimantLetters letters;
    private final RequestBody body;
    private final Executor executor;

    /** @param executor writes answers */
    ContestHandlers(ContestDesk desk, ClaimantLetters letters, RequestBody body, Executor executor) {
        this.desk = desk;
        this.letters = letters;
        this.body = body;
        this.executor = executor;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("contestScore", this::open),
                entry("listContests", this::list),
                entry("showContest", this::show),
                entry("reviewContest", this::begin),
                entry("extendContest", this::extend),
                entry("answerContest", this::answer),
                entry("writeAnswerLetter", this::letter));
    }

    /** {@code POST /v1/claims/{insurer}/{claimId}/contests}: 201, or 200 when it was added to the one that is open. */
    private void open(Context context) {
        Contests.Opened opened = desk.open(context, claim(context), body.json(context));
        context.header("Location", Links.contest(opened.contest().contestId()));
        answer(context, opened.isNew() ? 201 : 200, opened.contest());
    }

    /** The claim of the address, whether it is known or not. */
    static ClaimKey claim(Context context) {
        String insurer = context.pathParam("insurer");
        String claimId = context.pathParam("claimId");
        if (!ClaimKey.isInsurer(insurer)
                || !ClaimKey.isClaimId(claimId)
                || !Authentication.caller(context).serves(insurer)) {
            throw new ProblemException(ProblemCode.CLAIM_NOT_FOUND, "Expected the identity of a claim.");
        }
        return new ClaimKey(insurer, claimId);
    }

    /** {@code GET /v1/contests?insurer=&state=&overdue=&after=&limit=}. */
    private void list(Context context) {
        int limit = Query.limit(context);
        ContestSearch search = ContestQuery.read(context, desk, limit);
        List<Contest> page = search.states().isEmpty() ? List.of() : desk.list(search);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("contests");
        page.forEach(it -> array.add(ContestJson.head(it, desk.now())));
        if (page.size() == limit) {
            json.put("next", Links.CONTESTS + "?" + ContestQuery.next(context, page.get(limit - 1)));
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/contests/{contestId}}. */
    private void show(Context context) {
        Contest contest = desk.find(context);
        Answers.json(
                context,
                200,
                ContestJson.of(contest, desk.now(), text -> desk.read(Authentication.caller(context), contest, text)));
    }

    /** {@code POST /v1/contests/{contestId}/review}. */
    private void begin(Context context) {
        answer(context, 200, desk.begin(context));
    }

    /** {@code POST /v1/contests/{contestId}/extension}. */
    private void extend(Context context) {
        answer(context, 200, desk.extend(context, body.json(context)));
    }

    /** {@code POST /v1/contests/{contestId}/answer}: 200, or 202 when the new amount waits for a second person. */
    private void answer(Context context) {
        Later.answer(
                context,
                executor,
                desk.answer(context, body.json(context)),
                it -> answer(context, it.answer() == null ? 202 : 200, it));
    }

    /** {@code GET /v1/contests/{contestId}/letter}, in the form that the caller accepts. */
    private void letter(Context context) {
        ClaimantLetters.Form form = ClaimantLetters.accepted(context);
        Later.answer(context, executor, desk.letter(context), it -> letters.answer(context, form, it));
    }

    /** Without what was said: the answer to a request that names itself is kept as it is. */
    private void answer(Context context, int status, Contest contest) {
        Answers.json(context, status, ContestJson.of(contest, desk.now(), text -> Optional.empty()));
    }
}
