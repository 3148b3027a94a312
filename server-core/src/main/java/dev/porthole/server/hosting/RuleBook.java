package dev.porthole.server.hosting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that rules say about the answers of a site.
 *
 * @param headers rules for header fields
 * @param redirects rules for where paths lead
 * @param problems of the lines that have no effect here
 */
public record RuleBook(HeaderRules headers, Redirects redirects, List<RuleFileProblem> problems) {

    /** How much of a file of rules is read, in bytes; a larger one has no effect. */
    public static final int LARGEST_FILE = 1 << 20;

    /**
     * What the options of a site and the texts of its two files say.
     *
     * @param service whose notation and limits hold
     * @param own what the user typed, which holds for every service
     * @param headersText empty when there is no such file, null when it is too large
     * @param redirectsText likewise
     * @return the rules in the order in which they are tried
     */
    public static RuleBook of(
            HostingService service, List<HeaderRule> own, @Nullable String headersText,
            @Nullable String redirectsText) {
        List<RuleFileProblem> problems = new ArrayList<>();
        Parsed<HeadersFile.Line> headers = HeadersFile.parse(
                notTooLarge(HeadersFile.NAME, headersText, problems), service);
        Parsed<RedirectRule> redirects = RedirectsFile.parse(
                notTooLarge(RedirectsFile.NAME, redirectsText, problems), service);
        problems.addAll(headers.problems());
        problems.addAll(redirects.problems());
        return new RuleBook(
                new HeaderRules(service, headers.rules(), own), new Redirects(redirects.rules(), service),
                List.copyOf(problems));
    }

    private static String notTooLarge(String file, @Nullable String text, List<RuleFileProblem> problems) {
        if (text == null) {
            problems.add(new RuleFileProblem(
                    file, 1, RuleFileProblem.Kind.FILE_TOO_LARGE, String.valueOf(LARGEST_FILE)));
            return "";
        }
        return text;
    }
}
