package dev.porthole.app.check;

import dev.porthole.server.http.HostingRules;
import java.util.List;

/**
 * What a check has found.
 *
 * @param findings everything that is wrong, the worst first
 * @param files how many files there are
 * @param pages how many of them are pages
 * @param references how many links and addresses were followed
 * @param servedAs how they would have been answered
 */
public record CheckReport(
        List<Finding> findings, int files, int pages, long references, HostingRules servedAs) {

    /** Copies the findings. */
    public CheckReport {
        findings = List.copyOf(findings);
    }
}
