package dev.porthole.app.check;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;

/** Findings in words. */
final class CheckTexts {

    private CheckTexts() {}

    /** What is wrong, as a sentence without its end. */
    static String words(Finding finding, Messages messages) {
        String subject = finding.kind() == Finding.Kind.LARGE_IMAGE
                ? Quantities.bytes(Long.parseLong(finding.subject())) : finding.subject();
        return messages.get("check.what." + finding.kind().name(), subject);
    }

    /** The file and the line where it stands. */
    static String place(Finding finding, Messages messages) {
        if (finding.path().isEmpty()) {
            return messages.get("check.nowhere");
        }
        return finding.path() + (finding.line() > 0 ? ":" + finding.line() : "");
    }
}
