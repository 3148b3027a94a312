package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RuleFileProblem;
import dev.porthole.server.hosting.RuleFolder;
import java.util.ArrayList;
import java.util.List;

/** What is to be said before a folder is served as a hosting service would: which lines have no effect here. */
final class HostingNotes {

    private static final int MOST = 20;

    private HostingNotes() {}

    /** A sentence for each. */
    static List<String> of(SiteSettings settings) {
        HostingService service = settings.options().rules().service();
        List<RuleFileProblem> problems = RuleFolder.read(settings.root(), service, List.of()).problems();
        List<String> notes = new ArrayList<>();
        for (RuleFileProblem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
            notes.add(problem.file() + ":" + problem.line() + ": "
                    + Messages.text("hosting.problem." + problem.kind(), LogText.printable(problem.subject())));
        }
        if (problems.size() > MOST) {
            notes.add(Messages.text("hosting.more-problems", problems.size() - MOST));
        }
        if (service == HostingService.GITHUB_PAGES) {
            RuleFolder.leftOutByJekyll(settings.root())
                    .ifPresent(name -> notes.add(Messages.text("hosting.no-jekyll", LogText.printable(name))));
        }
        return notes;
    }
}
