package io.claimstream.feedback.page.audit;

import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What waited for a second person, as lines of a trail. */
final class ApprovalLines {

    private ApprovalLines() {}

    static List<TrailLine> of(List<Approval> approvals, UnaryOperator<String> names) {
        List<TrailLine> lines = new ArrayList<>();
        for (Approval approval : approvals) {
            String wanted = approval.matter()
                    .fold(
                            command -> Words.of(command.request().kind().name()) + " "
                                    + Objects.requireNonNullElse(
                                            command.request().version(), ""),
                            decision -> Words.of(decision.request().kind().name()) + " "
                                    + decision.amount().toPlainString() + " " + decision.currency());
            String page = "/approvals/" + approval.approvalId();
            lines.add(new TrailLine(
                    approval.askedAt(),
                    names.apply(approval.askedBy()),
                    "Asked a second person: " + wanted,
                    approval.matter().fold(command -> command.request().reason(), decision -> ""),
                    TrailLine.Source.AUDIT,
                    page,
                    "the approval"));
            Approval.Decision decision = approval.decision();
            if (decision != null) {
                lines.add(new TrailLine(
                        decision.at(),
                        names.apply(decision.by()),
                        (decision.approved() ? "Approved: " : "Declined: ") + wanted,
                        Objects.requireNonNullElse(decision.because().text(), ""),
                        TrailLine.Source.AUDIT,
                        page,
                        "the approval"));
            }
        }
        return lines;
    }
}
