package dev.porthole.app.check;

import dev.porthole.app.log.FinishedRequest;
import dev.porthole.app.requests.Noise;
import dev.porthole.server.event.EventLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers 404 that clients of a site really got, with the page that sent them there. Without what browsers ask for
 * by themselves, whatever the pages say; what a page does name, {@link SiteCheck} finds in the page.
 */
final class LiveMisses {

    private static final int NOT_FOUND = 404;

    private LiveMisses() {}

    /** Reads what a log still keeps; each address once for each page. Not for the thread of the window. */
    static List<Finding> read(EventLog log, Path root, BasePath base) {
        Set<Finding> found = new LinkedHashSet<>();
        for (long number = log.oldestNumber(); number <= log.newestNumber(); number++) {
            Optional.ofNullable(log.exchange(number))
                    .flatMap(FinishedRequest::of)
                    .filter(finished -> finished.response().status() == NOT_FOUND
                            && !Noise.is(finished.request().target()))
                    .ifPresent(finished -> found.add(finding(finished, root, base)));
        }
        return new ArrayList<>(found);
    }

    private static Finding finding(FinishedRequest finished, Path root, BasePath base) {
        String target = finished.request().target();
        String nearest = Address.resolve("/", target)
                .flatMap(wanted -> NearestName.find(root, base.below(wanted.path()).orElse(wanted.path())))
                .map(near -> base.at(near.path())).orElse("");
        String page = page(finished.header("Referer"));
        return new Finding(Finding.Kind.SEEN_404, base.below(page).orElse(page), 0, target, nearest);
    }

    /** The path of the page in a Referer; empty where none was told. */
    private static String page(@Nullable String referer) {
        try {
            return Optional.ofNullable(referer).map(URI::create).map(URI::getPath).orElse("");
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }
}
