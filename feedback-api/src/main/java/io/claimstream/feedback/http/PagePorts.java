package io.claimstream.feedback.http;

import io.claimstream.feedback.contract.ApiContract;

/**
 * What pages work with: the same as the API's own handlers, in this process.
 *
 * @param api what the handlers of the API work with
 * @param accounts signs people in and out, and gives them accounts and passwords
 * @param queue shows what waits for a person, and who works on it
 * @param decisions takes what people decide on scores
 * @param letters shows what did not get through
 * @param operations shows how Claimstream gets on
 * @param drift tells whether claims change
 * @param explanations answers why and what if
 * @param similar finds past claims like another
 * @param models takes commands about models, and tells what is known of them
 * @param billing sets rates and makes invoices
 * @param papers gives invoices as files
 * @param claimants tells claimants of estimates
 * @param privacy looks after personal data
 * @param exercises asks people whether they look
 * @param office administers people, keys, approvals, policies and webhooks
 * @param forms reads what browsers send
 * @param contract says who may use which operation
 */
public record PagePorts(
        ApiPorts api,
        AccountDesk accounts,
        QueueDesk queue,
        DecisionDesk decisions,
        LetterDesk letters,
        OperationsDesk operations,
        DriftDesk drift,
        ExplanationDesk explanations,
        SimilarDesk similar,
        ModelDesks models,
        BillingDesk billing,
        BillingFiles papers,
        ClaimantPorts claimants,
        PrivacyDesks privacy,
        ExerciseDesk exercises,
        OfficePorts office,
        FormBody forms,
        ApiContract contract) {}
