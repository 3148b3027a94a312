package dev.porthole.app.check;

import java.util.List;
import java.util.Set;

/**
 * What a page or a style sheet holds, as far as the check is concerned.
 *
 * @param base where its relative addresses begin, as written in its base element; empty for its own place
 * @param references what it leads to
 * @param anchors the places in it that can be led to
 * @param tellsCharset whether it says in which encoding it is; true for what need not
 */
record Contents(String base, List<Reference> references, Set<String> anchors, boolean tellsCharset) {

    /** A file of which only the name counts. */
    static final Contents NONE = new Contents("", List.of(), Set.of(), true);
}
