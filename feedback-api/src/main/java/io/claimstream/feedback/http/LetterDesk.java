package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.letter.Contents;
import io.claimstream.feedback.letter.Contents.Content;
import io.claimstream.feedback.letter.Letter;
import io.claimstream.feedback.letter.LetterFilter;
import io.claimstream.feedback.letter.LetterId;
import io.claimstream.feedback.letter.LetterPlace;
import io.claimstream.feedback.letter.Letters;
import io.claimstream.feedback.letter.Rejected;
import io.claimstream.feedback.letter.RejectionFilter;
import io.claimstream.feedback.letter.Rejections;
import io.claimstream.feedback.letter.Replayable;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.feedback.view.ErasedClaims;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Dead letters and rejections, for who asks over HTTP. Thread-safe. */
public final class LetterDesk {

    private static final List<String> OF_LETTERS =
            List.of("insurer", "code", "service", "topic", "from", "to", "asked");
    private static final List<String> OF_REJECTIONS = List.of("insurer", "code", "from", "to");

    private final Letters letters;
    private final Rejections rejections;
    private final Contents contents;
    private final BooleanSupplier caughtUp;
    private final ErasedClaims erased;

    LetterDesk(ApiPorts ports) {
        this.letters = ports.letters().letters();
        this.rejections = ports.letters().rejections();
        this.contents = ports.letters().contents();
        this.caughtUp = ports.caughtUp();
        this.erased = ports.privacy().erasing().claims();
    }

    /**
     * A page of a list.
     *
     * @param rows in order
     * @param next the parameters of the next page; blank on the last
     */
    public record Listed<R>(List<R> rows, String next) {

        public Listed {
            rows = List.copyOf(rows);
        }
    }

    /** Letters as the parameters of a request ask for them. */
    public Listed<Letter> letters(Context context) {
        int limit = Query.limit(context);
        List<Letter> page = letters.page(Authentication.caller(context), filter(context), after(context), limit);
        return listed(context, page, limit, OF_LETTERS, it -> new LetterPlace(it.diedAt(), it.id()));
    }

    /** Which letters the parameters of a request ask for. */
    public static LetterFilter filter(Context context) {
        return new LetterFilter(
                insurer(context),
                Query.parameter(context, "code").orElse(null),
                Query.parameter(context, "service").orElse(null),
                Query.parameter(context, "topic").orElse(null),
                Query.time(context, "from").orElse(null),
                Query.time(context, "to").orElse(null),
                Query.oneOf(context, "asked", LetterFilter.Asked.values()).orElse(null));
    }

    /** Rejections as the parameters of a request ask for them. */
    public Listed<Rejected> rejections(Context context) {
        int limit = Query.limit(context);
        RejectionFilter filter = new RejectionFilter(
                insurer(context),
                Query.parameter(context, "code").filter(LetterDesk::isCode).orElse(null),
                Query.time(context, "from").orElse(null),
                Query.time(context, "to").orElse(null));
        List<Rejected> page = rejections.page(Authentication.caller(context), filter, after(context), limit);
        return listed(context, page, limit, OF_REJECTIONS, it -> new LetterPlace(it.at(), it.id()));
    }

    /** The letter in the address. */
    public Letter letter(Context context) {
        return LetterId.parse(context.pathParam("letter"))
                .flatMap(id -> letters.find(Authentication.caller(context), id))
                .map(this::readAgain)
                .orElseThrow(() -> missing(ProblemCode.DEAD_LETTER_NOT_FOUND, "Expected the id of a dead letter."));
    }

    private Letter readAgain(Letter letter) {
        if (!letter.isPutBackUnread()) {
            return letter;
        }
        try {
            return contents.ofLetter(letter)
                    .map(it -> letters.readAgain(letter, it.about().orElse(null)))
                    .orElse(letter);
        } catch (RetriableException | RegistryUnavailableException e) {
            // What is known without them is shown all the same.
            return letter;
        }
    }

    /** The rejection in the address. */
    public Rejected rejection(Context context) {
        return LetterId.parse(context.pathParam("rejection"))
                .flatMap(id -> rejections.find(Authentication.caller(context), id))
                .orElseThrow(() -> missing(ProblemCode.REJECTION_NOT_FOUND, "Expected the id of a rejection."));
    }

    /** What stands in a letter; the look is kept in the audit trail first. */
    public Content look(Act act, Letter letter) {
        requireNotErased(letter);
        letters.noteLook(
                act,
                AuditAction.DEAD_LETTER_READ,
                Links.DEAD_LETTERS + "/" + letter.id() + "/contents",
                letter.insurer());
        return read(() -> contents.ofLetter(letter));
    }

    /** What stands in a rejected submission; the look is kept in the audit trail first. */
    public Content look(Act act, Rejected rejected) {
        requireNotErased(rejected.claim(), rejected.revision());
        letters.noteLook(
                act,
                AuditAction.REJECTION_READ,
                Links.REJECTIONS + "/" + rejected.id() + "/contents",
                rejected.claim().insurer());
        return read(() -> contents.ofSubmission(rejected.id()));
    }

    /** Has a letter put back, once. */
    public Letters.Asked replay(Act act, Letter letter) {
        requireNotErased(letter);
        if (!Replayable.is(letter)) {
            throw new ProblemException(
                    ProblemCode.NOT_REPLAYABLE,
                    "Expected a letter of a topic where a record that comes twice has one effect, but "
                            + letter.source().topic() + " is none for "
                            + letter.cause().service() + ".");
        }
        return letters.replay(act, letter);
    }

    /** How many letters {@link #replayAll} would put back now, at most {@link Letters#MOST_AT_ONCE}. */
    public int replayable(Context context, LetterFilter filter) {
        return letters.count(Authentication.caller(context), filter);
    }

    /** Has all letters put back that match. Returns how many. */
    public int replayAll(Act act, LetterFilter filter) {
        return letters.replayAll(act, filter);
    }

    private void requireNotErased(Letter letter) {
        if (letter.claim() != null) {
            requireNotErased(
                    new ClaimKey(letter.claim().insurer(), letter.claim().claimId()),
                    letter.claim().revision());
        }
    }

    private void requireNotErased(ClaimKey claim, int revision) {
        erased.receipt(claim, revision).ifPresent(it -> {
            throw new ErasedClaimException(it);
        });
    }

    private static Content read(Supplier<Optional<Content>> look) {
        try {
            return look.get()
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.CONTENTS_GONE,
                            "Expected the record on its topic, but retention has deleted it."));
        } catch (RetriableException e) {
            throw new ProblemException(ProblemCode.KAFKA_UNAVAILABLE, "Expected an answer of Kafka; try again.");
        } catch (RegistryUnavailableException e) {
            throw new ProblemException(
                    ProblemCode.KAFKA_UNAVAILABLE, "Expected an answer of the schema registry; try again.");
        }
    }

    private ProblemException missing(ProblemCode code, String detail) {
        return caughtUp.getAsBoolean() ? new ProblemException(code, detail) : ApiPorts.catchingUp();
    }

    private static @Nullable String insurer(Context context) {
        Optional<String> insurer = Query.parameter(context, "insurer");
        if (insurer.isPresent() && !ClaimKey.isInsurer(insurer.get())) {
            throw Query.wrong("insurer", ClaimKey.INSURER_FORM);
        }
        return insurer.orElse(null);
    }

    private static boolean isCode(String text) {
        if (!text.matches("[A-Z0-9_]{1,100}")) {
            throw Query.wrong("code", "a code such as TEXT_BLANK");
        }
        return true;
    }

    private static @Nullable LetterPlace after(Context context) {
        return Query.parameter(context, "after")
                .map(TimeCursor::parse)
                .map(it -> new LetterPlace(
                        it.at(),
                        LetterId.parse(it.id())
                                .orElseThrow(() -> Query.wrong("after", "what next of the page before says"))))
                .orElse(null);
    }

    private static <R> Listed<R> listed(
            Context context,
            List<R> page,
            int limit,
            List<String> filters,
            java.util.function.Function<R, LetterPlace> placeOf) {
        if (page.size() < limit) {
            return new Listed<>(page, "");
        }
        LetterPlace last = placeOf.apply(page.get(limit - 1));
        Map<String, String> next = new LinkedHashMap<>();
        next.put("limit", Integer.toString(limit));
        filters.forEach(it -> Query.parameter(context, it)
                .ifPresent(text -> next.put(it, URLEncoder.encode(text, StandardCharsets.UTF_8))));
        next.put("after", new TimeCursor(last.diedAt(), last.id().toString()).encoded());
        return new Listed<>(
                page,
                next.entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&")));
    }
}
