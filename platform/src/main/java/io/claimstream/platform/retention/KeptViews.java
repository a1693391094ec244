package io.claimstream.platform.retention;

import io.claimstream.platform.retention.Retention.Applied;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Optional;

/** What tables are kept for that are made from topics. */
final class KeptViews {

    static final List<Retention> ALL = List.of(
            view("view_claim_revision", Topics.CLAIMS_ACCEPTED, true, "revisions, and where each stands on the log"),
            view("view_rejection", Topics.CLAIMS_REJECTED, true, "rejections"),
            view("view_score", Topics.CLAIMS_SCORED, true, "estimates"),
            view("view_feedback", Topics.CLAIMS_FEEDBACK, true, "decisions and settlements; notes sealed"),
            view("view_dead_letter", Topics.CLAIMS_DEAD, true, "dead letters of claims that wait for them"),
            view("view_letter", Topics.CLAIMS_DEAD, true, "every dead letter"),
            view("view_rescore_request", Topics.CLAIMS_RESCORE_REQUESTS, true, "requests for another estimate"),
            view("view_rescore", Topics.CLAIMS_RESCORED, true, "estimates without effect"),
            view("view_rescore_refusal", Topics.CLAIMS_RESCORE_REFUSALS, true, "refusals of another estimate"),
            view("view_model", Topics.MODELS_VERSIONS, false, "models"),
            view("view_model_report", Topics.MODELS_REPORTS, false, "evaluation reports"),
            view("view_deployment", Topics.MODELS_DEPLOYMENTS, false, "moves of models"),
            view("view_model_command", Topics.MODELS_COMMANDS, false, "what people asked of models"),
            view("view_label", Topics.CLAIMS_LABELLED, true, "what claims turned out to be worth"),
            view("view_settled", Topics.CLAIMS_LABELLED, true, "settled claims, to find alike ones"),
            view("view_metered_score", Topics.CLAIMS_SCORED, true, "scores that are billed"),
            view("view_erasure", Topics.PRIVACY_ERASURES, true, "who was erased"),
            view("view_drift_day", Topics.MODELS_DRIFT, false, "distributions by day"),
            view("view_claim", Topics.CLAIMS_SCORED, true, "one row for each claim, for lists"),
            view("view_waiting_reason", Topics.CLAIMS_SCORED, true, "the queue by reason"),
            view("view_insurer", Topics.CLAIMS_ACCEPTED, false, "insurers that have claims"),
            view("view_tally_waiting", Topics.CLAIMS_SCORED, false, "sums of what waits"),
            view("view_tally_answered", Topics.CLAIMS_FEEDBACK, false, "sums of what people decided"),
            view("view_tally_settled", Topics.CLAIMS_FEEDBACK, false, "sums of estimates beside payments"),
            view("view_tally_paid", Topics.CLAIMS_FEEDBACK, false, "how payments are distributed"),
            view("view_tally_record", Topics.CLAIMS_SUBMITTED, false, "volumes; kept when the records are gone"),
            view("view_offset", Topics.CLAIMS_SUBMITTED, false, "up to where each topic is read"),
            view("view_trial", Topics.CLAIMS_RESCORED, false, "how far a challenger is"),
            view("view_trial_course", Topics.CLAIMS_RESCORED, false, "how its evidence went"));

    private KeptViews() {}

    /** Rows outlive the records of a topic that is limited: what became of a submission is told as long as its claim is. */
    private static Retention view(String table, Topic<?> source, boolean isPersonal, String what) {
        return new Retention(
                table,
                what,
                Optional.empty(),
                Applied.SOURCE,
                isPersonal,
                "Made from " + source.name() + ", for pages and API.");
    }
}
