package dev.porthole.app.lab.export;

import dev.porthole.app.export.FileSaver;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.text.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Saves what a class has seen and said as one page, where the user wants it. */
public final class ClassExport {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private final ClassTrace trace;
    private final FileSaver files;
    private final Clock clock;

    /** Saves this trace through the one door to files. */
    public ClassExport(ClassTrace trace, FileSaver files, Clock clock) {
        this.trace = trace;
        this.files = files;
        this.clock = clock;
    }

    /** Asks where, and writes the page in the background. On the thread of the window. */
    public void save(Messages messages) {
        // What was run is copied now; a class that goes on changes nothing of it.
        ClassPage page = new ClassPage(
                trace.runs().stream().map(ClassPage.Part::of).toList(), trace.votes(), clock.instant());
        String name = "epoll-lab-" + DAY.format(clock.instant().atZone(ZoneId.systemDefault())) + ".html";
        files.save(messages.get("lab.export.title"), messages.get("lab.export.kind"), name,
                () -> page.html().getBytes(StandardCharsets.UTF_8));
    }
}
