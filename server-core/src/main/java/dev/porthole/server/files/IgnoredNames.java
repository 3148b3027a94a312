package dev.porthole.server.files;

import java.nio.file.Path;
import java.util.Set;

/** Names of what comes and goes in a folder without being part of the site. */
final class IgnoredNames {

    private static final Set<String> WHOLE = Set.of(
            // Histories of version control, and what package managers fetch.
            ".git", ".hg", ".svn", ".bzr", ".jj", "node_modules", "bower_components", "__pycache__",
            // Settings of editors, and notes of file browsers.
            ".idea", ".vscode", ".vs", ".DS_Store", "Thumbs.db", "desktop.ini",
            // With this name vim tries whether it may write.
            "4913");

    private IgnoredNames() {}

    /** Whether nothing is told of a file or directory with this name. */
    static boolean contains(Path name) {
        String text = name.toString();
        return WHOLE.contains(text) || isBackup(text) || isHalfWritten(text);
    }

    /** vim, Emacs, Kate and LibreOffice keep these beside what is being edited. */
    private static boolean isBackup(String name) {
        return name.endsWith("~")
                || name.startsWith(".#")
                || name.startsWith("#") && name.endsWith("#")
                || name.startsWith(".~lock.")
                || name.startsWith(".") && isSwap(name.substring(name.lastIndexOf('.') + 1))
                || name.endsWith(".kate-swp");
    }

    /** swp, then swo and so on down, and swx for a moment. */
    private static boolean isSwap(String ending) {
        return ending.length() == 3 && ending.startsWith("sw") || ending.equals("swpx");
    }

    /** Written first and then given their name: by GLib, IntelliJ, browsers, rsync and many others. */
    private static boolean isHalfWritten(String name) {
        return name.startsWith(".goutputstream-")
                || name.endsWith("___jb_tmp___")
                || name.endsWith("___jb_old___")
                || name.endsWith(".tmp")
                || name.endsWith(".temp")
                || name.endsWith(".part")
                || name.endsWith(".crdownload")
                || name.startsWith(".nfs");
    }
}
