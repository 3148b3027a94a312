package dev.porthole.app.site;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.util.List;
import java.util.Locale;
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
    private static final String SERVICE = "preview-as";
    private static final String BASE_PATH = "base-path";
    private static final String HEADERS = "headers";
    private static final String LIVE_RELOAD = "live-reload";

    /** The keys that are understood here. */
    static final Set<String> KEYS =
            Set.of(
                    LIST_DIRECTORIES, SERVE_DOTFILES, FALLBACK, CLEAN_URLS, SHARED, ISOLATED, ENCODED_FILES, COMPRESS,
                    SERVICE, BASE_PATH, HEADERS, LIVE_RELOAD);

    private StoredOptions() {}

    /** Reads what stands under keys that begin so. */
    static SiteOptions read(SettingsFile file, String key) {
        HostingRules rules = HostingRules.NONE
                .withFallback(file.flag(key + FALLBACK, false))
                .withCleanUrls(file.flag(key + CLEAN_URLS, false))
                .withShared(file.flag(key + SHARED, false))
                .withIsolated(file.flag(key + ISOLATED, false))
                .withEncodedFiles(file.flag(key + ENCODED_FILES, false))
                .withService(service(file, key + SERVICE))
                .withBasePath(basePath(file, key + BASE_PATH))
                .withHeaders(headers(file, key + HEADERS));
        return SiteOptions.DEFAULT
                .withListDirectories(file.flag(key + LIST_DIRECTORIES, SiteOptions.DEFAULT.listDirectories()))
                .withServeDotfiles(file.flag(key + SERVE_DOTFILES, SiteOptions.DEFAULT.serveDotfiles()))
                .withRules(rules)
                .withCompress(file.flag(key + COMPRESS, false))
                .withLiveReload(file.flag(key + LIVE_RELOAD, false));
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
        putIfSet(entries, key + LIVE_RELOAD, options.liveReload());
        if (rules.service() != HostingService.NONE) {
            entries.put(key + SERVICE, rules.service().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (!rules.basePath().equals(HostingRules.NO_BASE)) {
            entries.put(key + BASE_PATH, rules.basePath());
        }
        if (!rules.headers().isEmpty()) {
            entries.put(key + HEADERS, HeaderLines.write(rules.headers()));
        }
    }

    private static HostingService service(SettingsFile file, String key) {
        String name = file.get(key);
        for (HostingService service : HostingService.values()) {
            if (service.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return service;
            }
        }
        if (name != null) {
            file.damaged(key);
        }
        return HostingService.NONE;
    }

    private static String basePath(SettingsFile file, String key) {
        String path = file.get(key);
        if (path == null || HostingRules.isBasePath(path)) {
            return path == null ? HostingRules.NO_BASE : path;
        }
        file.damaged(key);
        return HostingRules.NO_BASE;
    }

    private static List<HeaderRule> headers(SettingsFile file, String key) {
        String lines = file.get(key);
        HeaderLines read = HeaderLines.read(lines == null ? "" : lines);
        if (!read.problems().isEmpty()) {
            file.damaged(key);
        }
        return read.rules();
    }

    private static void putIfSet(Map<String, String> entries, String key, boolean set) {
        if (set) {
            entries.put(key, "true");
        }
    }
}
