package dev.porthole.server.conditions;

import java.util.Locale;

/**
 * What goes wrong, and with which requests.
 *
 * @param path which paths: they begin with a slash, are decoded and have no query; a {@code *} stands for any number of
 *     any characters
 * @param fault what happens
 * @param oneIn one of so many requests is meant, from 1 (all of them)
 * @param atRandom whether that is one by chance, or else the first and every so many after it
 */
public record FaultRule(String path, Fault fault, int oneIn, boolean atRandom) {

    /** How rare a fault may be. */
    public static final int RAREST = 1_000_000;

    /** How long a path may be. */
    public static final int LONGEST_PATH = 1_000;

    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;

    /** Checks that all of it can be. */
    public FaultRule {
        if (!isPath(path)) {
            throw new IllegalArgumentException("the path " + path);
        }
        if (oneIn < 1 || oneIn > RAREST) {
            throw new IllegalArgumentException("one in " + oneIn);
        }
    }

    /**
     * A rule for every request.
     *
     * @param path as people write it, with stars
     * @param fault what becomes of every request that is met
     */
    public FaultRule(String path, Fault fault) {
        this(path, fault, 1, false);
    }

    /**
     * {@return whether it can be the path of a rule: it begins with a slash or a star}
     *
     * @param path as people write it, with stars
     */
    public static boolean isPath(String path) {
        return (path.startsWith("/") || path.startsWith("*")) && path.length() <= LONGEST_PATH;
    }

    /**
     * {@return whether a decoded path is meant}
     *
     * @param requested the decoded path of a request, without its query
     */
    public boolean matches(String requested) {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < requested.length()) {
            if (at < path.length() && path.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < path.length() && path.charAt(at) == requested.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                // The last star takes one character more, and what follows it is tried again.
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        while (at < path.length() && path.charAt(at) == '*') {
            at++;
        }
        return at == path.length();
    }

    /** As the command line writes it: {@code /api/*=delay:2s;every:3}. It stands in the log. */
    @Override
    public String toString() {
        String often = oneIn == 1 ? "" : (atRandom ? ";one-in:" : ";every:") + oneIn;
        return path + "=" + text(fault) + often;
    }

    private static String text(Fault fault) {
        return switch (fault) {
            case Fault.Delay delay -> "delay:" + time(delay.time().toMillis());
            case Fault.Status status -> "status:" + status.status()
                    + (status.retryAfter() == null ? "" : ";retry-after:" + status.retryAfter().toSeconds() + "s");
            case Fault.Cut cut -> "cut:" + (cut.ofHundred() ? cut.amount() + "%" : bytes(cut.amount()));
            case Fault.Hang hang -> "hang";
        };
    }

    private static String time(long millis) {
        return millis % KILO == 0 ? millis / KILO + "s" : millis + "ms";
    }

    private static String bytes(long bytes) {
        if (bytes >= MEGA && bytes % MEGA == 0) {
            return bytes / MEGA + "MB";
        }
        return bytes >= KILO && bytes % KILO == 0 ? bytes / KILO + "kB" : String.format(Locale.ROOT, "%dB", bytes);
    }
}
