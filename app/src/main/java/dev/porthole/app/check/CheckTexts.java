package dev.porthole.app.check;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;

/** Findings in words. */
final class CheckTexts {

    private CheckTexts() {}

    /** What is wrong, as a sentence without its end. */
    static String words(Finding finding, Messages messages) {
        String subject = finding.kind() == Finding.Kind.LARGE_IMAGE
                ? Quantities.bytes(Long.parseLong(finding.subject())) : finding.subject();
        return messages.get("check.what." + finding.kind().name(), subject);
    }

    /** As what the site was checked, to stand behind the numbers; nothing for a site as it is. */
    static String servedAs(HostingRules rules, Messages messages) {
        String service = rules.service() == HostingService.NONE
                ? "" : messages.get("check.summary.as", rules.service().label());
        String base = rules.basePath().equals(HostingRules.NO_BASE)
                ? "" : messages.get("check.summary.under", rules.basePath());
        return service + base;
    }

    /** The file and the line where it stands. */
    static String place(Finding finding, Messages messages) {
        if (finding.path().isEmpty()) {
            return messages.get("check.nowhere");
        }
        return finding.path() + (finding.line() > 0 ? ":" + finding.line() : "");
    }
}
