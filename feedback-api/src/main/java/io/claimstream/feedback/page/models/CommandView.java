package io.claimstream.feedback.page.models;

import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.http.OrderDesk.Followed;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.view.RescoreTally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command and what came of it.
 *
 * @param address its page
 * @param state done, refused, pending or changing
 * @param headline how it stands
 * @param words what more there is to say
 * @param facts what was ordered
 * @param isOpen whether it is looked at again
 * @param run the training that it waits for; null for none
 * @param rescoring how far the scores that a roll back left behind are done again; empty where there are none
 * @param withdrawn how many claims those are of; blank where there are none
 * @param mayRescore whether the reader may have them done again
 */
public record CommandView(
        String title,
        String address,
        String state,
        String headline,
        List<String> words,
        List<Fact> facts,
        boolean isOpen,
        @Nullable RunState run,
        List<Fact> rescoring,
        String withdrawn,
        boolean mayRescore) {

    public CommandView {
        words = List.copyOf(words);
        facts = List.copyOf(facts);
        rescoring = List.copyOf(rescoring);
    }

    /**
     * What else is known.
     *
     * @param run the training under way
     * @param tally how far scores are done again
     */
    record Parts(@Nullable RunState run, @Nullable RescoreTally tally, boolean mayRescore) {}

    static CommandView of(Followed followed, Parts parts, Names names, Reader reader, boolean areModelsLinked) {
        ModelCommand command = followed.command();
        boolean isChanging = followed.service() != null
                && followed.service().serving() < followed.service().scorers();
        RescoreTally tally = parts.tally();
        boolean isRescoring = tally != null && tally.pending() > 0;
        long withdrawn = followed.withdrawn() == null ? 0 : followed.withdrawn().claims();
        String kind = ModelWords.kind(command.getKind());
        return new CommandView(
                kind
                        + command.getVersion()
                                .filter(it -> it.startsWith("m-"))
                                .map(it -> " " + it)
                                .orElse(""),
                "/models/commands/" + command.getCommandId(),
                isChanging ? "changing" : followed.state().name().toLowerCase(Locale.ROOT),
                headline(followed, isChanging),
                words(followed, parts.run(), reader),
                facts(command, names, reader, areModelsLinked),
                followed.state() == Followed.State.PENDING || isChanging || isRescoring,
                parts.run(),
                tally == null || tally.asked() == 0 ? List.of() : tally(tally, reader),
                withdrawn == 0 ? "" : reader.count(withdrawn),
                parts.mayRescore() && withdrawn > 0 && (tally == null || tally.asked() < withdrawn));
    }

    private static String headline(Followed followed, boolean isChanging) {
        return switch (followed.state()) {
            case PENDING -> "Waits for the retrain worker";
            case REFUSED -> "Refused";
            case DONE -> isChanging ? "Done; the scorers are changing over" : "Done";
        };
    }

    private static List<String> words(Followed followed, @Nullable RunState run, Reader reader) {
        List<String> words = new ArrayList<>();
        ModelDeployment answer = followed.answer();
        if (answer == null) {
            boolean isRun = followed.command().getKind() == ModelCommandKind.TRAIN
                    || followed.command().getKind() == ModelCommandKind.UPLOAD;
            words.add(
                    isRun
                            ? "It is answered when its run ends, which takes minutes. It is not lost if you leave this page."
                            : "It is answered within seconds while the retrain worker runs. It is not lost if you leave this page.");
            if (isRun && run == null) {
                words.add("No run is under way yet.");
            }
            return words;
        }
        words.add(ModelWords.action(answer.getAction()) + ", " + reader.time(answer.getAt()) + ".");
        words.add(answer.getReason());
        answer.getCode().ifPresent(it -> words.add("Code " + it + "."));
        if (followed.service() != null) {
            words.add(
                    followed.service().scorers() == 0
                            ? "Whether the scorers serve it is not known here: none is named to this service."
                            : reader.count(followed.service().serving()) + " of "
                                    + reader.count(followed.service().scorers()) + " scorers serve it.");
        }
        return words;
    }

    private static List<Fact> facts(ModelCommand command, Names names, Reader reader, boolean areModelsLinked) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Order", ModelWords.kind(command.getKind())));
        command.getVersion()
                .ifPresent(it -> facts.add(
                        new Fact("Version", it, areModelsLinked && it.startsWith("m-") ? "/models/" + it : "")));
        command.getSlot().map(SlotName::of).ifPresent(it -> facts.add(new Fact("For", it.text(), it.address())));
        command.getShare().ifPresent(it -> facts.add(Fact.of("Share of the claims", reader.share(it))));
        facts.add(Fact.of("By", names.apply(command.getActor())));
        facts.add(Fact.of("When", reader.time(command.getAt())));
        facts.add(Fact.of("Why", command.getReason()));
        return facts;
    }

    private static List<Fact> tally(RescoreTally tally, Reader reader) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Asked for", reader.count(tally.asked())));
        facts.add(Fact.of("Done", reader.count(tally.done())));
        facts.add(Fact.of("Could not be done", reader.count(tally.refused())));
        facts.add(Fact.of("Still to do", reader.count(tally.pending())));
        RescoreTally.Moved moved = tally.moved();
        if (moved.currency() != null) {
            String currency = Objects.requireNonNull(moved.currency());
            BigDecimal difference = moved.after().subtract(moved.before());
            facts.add(Fact.of("Estimates before", reader.money(moved.before(), currency)));
            facts.add(Fact.of("Estimates now", reader.money(moved.after(), currency)));
            facts.add(Fact.of("Difference", reader.money(difference, currency)));
        }
        return facts;
    }
}
