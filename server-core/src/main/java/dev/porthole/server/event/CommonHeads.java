package dev.porthole.server.event;

import org.jspecify.annotations.Nullable;

/**
 * The heads that many requests have in common, so that each is kept once. A text's hash decides its place in
 * the table; of those that share a place, only the last to be entered is known. For any number of threads,
 * without waiting: when two enter a text at once, one of them is lost, which costs memory and nothing else.
 */
final class CommonHeads {

    /** Longer ones are never known: what is here is beside the log's budget, 4 MiB at most. */
    private static final int LONGEST = 1_024;
    private static final int PLACES = 4_096;

    // Strings may be handed over without further ado: all their fields are final.
    private final @Nullable String[] heads = new String[PLACES];

    /** The same text as it was entered before, or null. */
    @Nullable String find(String head) {
        String known = heads[place(head)];
        return head.equals(known) ? known : null;
    }

    /** Makes a text known, if it is not too long. */
    void enter(String head) {
        if (head.length() <= LONGEST) {
            heads[place(head)] = head;
        }
    }

    private static int place(String head) {
        int hash = head.hashCode();
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
