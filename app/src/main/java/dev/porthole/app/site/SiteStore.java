package dev.porthole.app.site;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folders ever served, each with its configuration, the last used first; and which of them are in the
 * list of sites. Each value that is missing or makes no sense falls back alone.
 */
public final class SiteStore {

    private static final String PREFIX = "folder.";
    private static final String SELECTED = "selected";

    private final SettingsFile file;
    private final Map<String, SiteConfiguration> folders = new LinkedHashMap<>();
    private List<String> sites = new ArrayList<>();
    private int selected;

    /** Reads what is remembered. */
    public SiteStore(SettingsFile file) {
        this.file = file;
        read();
    }

    /** Every folder ever served, the last used first. */
    public List<Path> recentFolders() {
        return folders.keySet().stream().flatMap(path -> parse(path).stream()).toList();
    }

    /** What is remembered about a folder. */
    public Optional<SiteConfiguration> configuration(Path folder) {
        return Optional.ofNullable(folders.get(folder.toString()));
    }

    /** Remembers a folder's configuration. */
    public void remember(Path folder, SiteConfiguration configuration) {
        folders.put(folder.toString(), configuration);
        write();
    }

    /** Moves a folder to the front of the recent ones. */
    public void used(Path folder) {
        SiteConfiguration configuration = folders.remove(folder.toString());
        if (configuration != null) {
            Map<String, SiteConfiguration> others = new LinkedHashMap<>(folders);
            folders.clear();
            folders.put(folder.toString(), configuration);
            folders.putAll(others);
            write();
        }
    }

    /** The folders in the list of sites, in its order. */
    public List<Path> sites() {
        return sites.stream().flatMap(path -> parse(path).stream()).toList();
    }

    /** The place of the selected site in the list. */
    public int selected() {
        return selected;
    }

    /** Remembers the list of sites and which one is selected. */
    public void rememberSites(List<Path> folderList, int selectedIndex) {
        sites = new ArrayList<>(folderList.stream().map(Path::toString).toList());
        selected = selectedIndex;
        write();
    }

    private void read() {
        Map<Integer, String> places = new TreeMap<>();
        for (int i = 0; file.get(PREFIX + i + ".path") != null; i++) {
            String key = PREFIX + i + ".";
            String path = String.valueOf(file.get(key + "path"));
            SiteOptions options = new SiteOptions(
                    file.flag(key + "list-directories", SiteOptions.DEFAULT.listDirectories()),
                    file.flag(key + "serve-dotfiles", SiteOptions.DEFAULT.serveDotfiles()));
            int port = file.number(key + "port", 0, SiteSettings.MAX_PORT, -1);
            if (port < 0) {
                port = parse(path).map(folder -> StablePort.choose(folder, p -> false)).orElse(0);
            }
            folders.put(path, new SiteConfiguration(port, file.flag(key + "everyone", false), options));
            int place = file.number(key + "site", 0, Integer.MAX_VALUE, -1);
            if (place >= 0) {
                places.putIfAbsent(place, path);
            }
        }
        sites.addAll(places.values());
        selected = file.number(SELECTED, 0, Integer.MAX_VALUE, 0);
    }

    private void write() {
        file.removeAll(PREFIX);
        int i = 0;
        for (Map.Entry<String, SiteConfiguration> entry : folders.entrySet()) {
            String key = PREFIX + i++ + ".";
            SiteConfiguration configuration = entry.getValue();
            file.put(key + "path", entry.getKey());
            file.put(key + "port", configuration.port());
            file.put(key + "everyone", configuration.everyone());
            file.put(key + "list-directories", configuration.options().listDirectories());
            file.put(key + "serve-dotfiles", configuration.options().serveDotfiles());
            int place = sites.indexOf(entry.getKey());
            if (place >= 0) {
                file.put(key + "site", place);
            }
        }
        file.put(SELECTED, selected);
    }

    private static Optional<Path> parse(String path) {
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
