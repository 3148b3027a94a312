package dev.porthole.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages that the server has itself: all of them under {@code /.porthole/}, where no folder has files. */
record OwnPages(Map<String, OwnPage> pages) {

    private static final String PLACE = ".porthole";

    /** The page at a path; empty where the path belongs to the folder, or leads to nothing here. */
    Optional<OwnPage> at(RequestTarget target) {
        List<String> names = target.segments();
        return names.size() > 1 && names.getFirst().equals(PLACE)
                ? Optional.ofNullable(pages.get(String.join("/", names.subList(1, names.size()))))
                : Optional.empty();
    }
}
