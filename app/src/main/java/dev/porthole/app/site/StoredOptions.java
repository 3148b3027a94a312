package dev.porthole.app.site;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.http.HostingRules;
import java.util.Map;
import java.util.Set;

/** How the options of a site stand in the settings: one key each, left out while it is off. */
final class StoredOptions {

    private static final String LIST_DIRECTORIES = "list-directories";
    private static final String SERVE_DOTFILES = "serve-dotfiles";
    private static final String FALLBACK = "fallback";
    private static final String CLEAN_URLS = "clean-urls";
    private static final String SHARED = "shared";
    private static final String ISOLATED = "isolated";
    private static final String ENCODED_FILES = "encoded-files";
    private static final String COMPRESS = "compress";

    /** The keys that are understood here. */
    static final Set<String> KEYS =
            Set.of(LIST_DIRECTORIES, SERVE_DOTFILES, FALLBACK, CLEAN_URLS, SHARED, ISOLATED, ENCODED_FILES, COMPRESS);

    private StoredOptions() {}

    /** Reads what stands under keys that begin so. */
    static SiteOptions read(SettingsFile file, String key) {
        HostingRules rules = HostingRules.NONE
                .withFallback(file.flag(key + FALLBACK, false))
                .withCleanUrls(file.flag(key + CLEAN_URLS, false))
                .withShared(file.flag(key + SHARED, false))
                .withIsolated(file.flag(key + ISOLATED, false))
                .withEncodedFiles(file.flag(key + ENCODED_FILES, false));
        return SiteOptions.DEFAULT
                .withListDirectories(file.flag(key + LIST_DIRECTORIES, SiteOptions.DEFAULT.listDirectories()))
                .withServeDotfiles(file.flag(key + SERVE_DOTFILES, SiteOptions.DEFAULT.serveDotfiles()))
                .withRules(rules)
                .withCompress(file.flag(key + COMPRESS, false));
    }

    /** Adds what is to be kept, under keys that begin so. */
    static void write(Map<String, String> entries, String key, SiteOptions options) {
        HostingRules rules = options.rules();
        entries.put(key + LIST_DIRECTORIES, String.valueOf(options.listDirectories()));
        entries.put(key + SERVE_DOTFILES, String.valueOf(options.serveDotfiles()));
        putIfSet(entries, key + FALLBACK, rules.fallback());
        putIfSet(entries, key + CLEAN_URLS, rules.cleanUrls());
        putIfSet(entries, key + SHARED, rules.shared());
        putIfSet(entries, key + ISOLATED, rules.isolated());
        putIfSet(entries, key + ENCODED_FILES, rules.encodedFiles());
        putIfSet(entries, key + COMPRESS, options.compress());
    }

    private static void putIfSet(Map<String, String> entries, String key, boolean set) {
        if (set) {
            entries.put(key, "true");
        }
    }
}
