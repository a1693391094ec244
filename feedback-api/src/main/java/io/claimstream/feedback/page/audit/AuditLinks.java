package io.claimstream.feedback.page.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Navigation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Leads from what stands in the audit trail to its page, as far as the reader may see that. */
final class AuditLinks {

    private record Place(String prefix, String page, String operation) {}

    private static final List<Place> PLACES = List.of(
            new Place("/v1/api-keys/", "/keys/", "showApiKey"),
            new Place("/v1/users/", "/users/", "listUsers"),
            new Place("/v1/billing/invoices/", "/finance/invoices/", "showInvoice"),
            new Place("/v1/webhooks/", "/webhooks/", "showWebhook"),
            new Place("/v1/policies/acceptance/", "/policies/", "showAuthority"),
            new Place("/v1/policies/authority/", "/policies/", "showAuthority"),
            new Place("/v1/policies/letter/", "/policies/", "showAuthority"),
            new Place("/v1/contests/", "/contests/", "showContest"),
            new Place("/v1/approvals/", "/approvals/", "showApproval"),
            new Place("/v1/queue/", "/audit/claims/", "listAudit"),
            new Place("/v1/claims/", "/audit/claims/", "listAudit"));

    private final Navigation navigation;
    private final Role role;

    AuditLinks(Navigation navigation, Role role) {
        this.navigation = navigation;
        this.role = role;
    }

    /** The page of what an entry is about; blank for none. */
    String page(AuditEntry entry) {
        String resource = entry.resource();
        return PLACES.stream()
                .filter(it -> resource.startsWith(it.prefix()) && navigation.allows(role, it.operation()))
                .findFirst()
                .map(it -> it.page() + resource.substring(it.prefix().length()))
                .or(() -> named(entry))
                .orElse("");
    }

    /** The trail of the claim or version that an entry names, where its address does not. */
    private static Optional<String> named(AuditEntry entry) {
        String insurer = entry.insurer();
        Optional<String> claim = insurer == null
                ? Optional.empty()
                : text(entry, "claimId").map(it -> Addresses.claimTrail(insurer, it));
        return claim.or(() -> text(entry, "version").map(Addresses::modelTrail));
    }

    private static Optional<String> text(AuditEntry entry, String field) {
        return Stream.of(
                        Optional.ofNullable(entry.states().after()),
                        Optional.ofNullable(entry.states().before()))
                .flatMap(Optional::stream)
                .map(it -> it.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }
}
