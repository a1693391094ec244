package io.claimstream.platform.retention;

import io.claimstream.platform.retention.Retention.Applied;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.List;

/** What topics are kept for. The period is that of the catalogue of topics, which creates them with it. */
final class KeptTopics {

    static final List<Retention> ALL = List.of(
            personal(
                    Topics.CLAIMS_SUBMITTED,
                    "submissions as they came in, with names, contacts and free text",
                    "To read again what came in after a fault. Plain personal data: no longer than an incident takes to be found."),
            personal(
                    Topics.CLAIMS_ACCEPTED,
                    "claims as accepted, under pseudonyms; name and contact sealed",
                    "Estimates are made again and proven from it; decisions on claims must be accounted for as long as they can be contested."),
            personal(
                    Topics.CLAIMS_PROTECTED,
                    "age and gender",
                    "To measure whether estimates are as good for everybody, over the life of a model."),
            personal(
                    Topics.CLAIMS_REJECTED,
                    "rejected revisions, with the rules broken",
                    "Every submission is accounted for: it was accepted, or rejected for these reasons."),
            personal(
                    Topics.CLAIMS_DEAD,
                    "records that could not be processed, as they were",
                    "To put back what failed. It may hold plain personal data, so no longer than submissions."),
            personal(
                    Topics.CLAIMS_HISTORY,
                    "what claims add to histories",
                    "Features are computed again from it, bit for bit."),
            personal(
                    Topics.CLAIMS_FEATURES,
                    "numbers that estimates are made of",
                    "A score can be made again from them, to prove a decision."),
            personal(
                    Topics.CLAIMS_SCORED,
                    "estimates with reasons",
                    "The record of what was decided by machine: it must be possible to account for it as long as a decision can be contested."),
            personal(Topics.CLAIMS_RESCORED, "estimates without effect", "Evidence for moves of models."),
            personal(
                    Topics.CLAIMS_RESCORE_REQUESTS,
                    "who asked for another estimate, and why",
                    "Evidence of what people asked for."),
            personal(Topics.CLAIMS_RESCORE_REFUSALS, "why another estimate was refused", "As the request."),
            personal(
                    Topics.CLAIMS_FEEDBACK,
                    "decisions and settlements; notes sealed",
                    "The record of what people decided and what was paid: accounting and limitation periods of the insurer hold."),
            personal(
                    Topics.CLAIMS_CONTESTS,
                    "how contests ended, without what was said",
                    "The record of what became of every contest, beside that of decisions."),
            personal(
                    Topics.CLAIMS_APPROVALS,
                    "decisions that a second person declined, without why",
                    "The record of what was asked for and not done, beside that of decisions."),
            personal(
                    Topics.CLAIMS_LABELLED,
                    "what claims turned out to be worth",
                    "Models can be trained again from it, byte for byte."),
            other(
                    Topics.MODELS_VERSIONS,
                    "manifests of models",
                    "Which model scored must be known as long as its scores are."),
            other(Topics.MODELS_ARTIFACTS, "models", "A score can be made again only by its model."),
            other(Topics.MODELS_REPORTS, "evaluation reports", "Technical documentation of each model."),
            other(Topics.MODELS_DEPLOYMENTS, "moves of models", "Which model was in service at a time."),
            other(
                    Topics.MODELS_CALIBRATION,
                    "calibrations",
                    "An interval can be made again only with its calibration."),
            other(
                    Topics.MODELS_DRIFT,
                    "distributions of features and estimates, by day",
                    "Sums of many claims; they tell of nobody."),
            other(Topics.MODELS_COMMANDS, "what people asked of models", "Evidence of who moved which model."),
            other(Topics.MODELS_UPLOADS, "models that were made elsewhere", "What was uploaded, as it came."),
            personal(
                    Topics.PRIVACY_ERASURES,
                    "who was erased, by pseudonym, with the receipt",
                    "Without it somebody erased would come back from a backup or replay."),
            other(
                    Topics.DECISIONS_LEDGER,
                    "what was decided on which claim, by hashes, without what claims say",
                    "It proves that no decision was changed or taken away, so it must be whole; nothing in it has to be erased."),
            other(Topics.DECISIONS_HEADS, "signed ends of the ledger", "As the ledger."));

    private KeptTopics() {}

    private static Retention personal(Topic<?> topic, String what, String reason) {
        return new Retention(topic.name(), what, topic.retention(), applied(topic), true, reason);
    }

    private static Retention other(Topic<?> topic, String what, String reason) {
        return new Retention(topic.name(), what, topic.retention(), applied(topic), false, reason);
    }

    private static Applied applied(Topic<?> topic) {
        return topic.retention().isPresent() ? Applied.KAFKA : Applied.NOBODY;
    }
}
