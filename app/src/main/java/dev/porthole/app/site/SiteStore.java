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
    private static final int MOST_FOLDERS = 100;

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
            forgetSurplus();
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
        List<String> listed = new ArrayList<>(folderList.stream().map(Path::toString).toList());
        // What cannot be a path in the language of this session may be one in the next.
        sites.stream().filter(path -> parse(path).isEmpty()).forEach(listed::add);
        sites = listed;
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
        Map<String, String> entries = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<String, SiteConfiguration> entry : folders.entrySet()) {
            String key = PREFIX + i++ + ".";
            SiteConfiguration configuration = entry.getValue();
            entries.put(key + "path", entry.getKey());
            entries.put(key + "port", String.valueOf(configuration.port()));
            entries.put(key + "everyone", String.valueOf(configuration.everyone()));
            entries.put(key + "list-directories", String.valueOf(configuration.options().listDirectories()));
            entries.put(key + "serve-dotfiles", String.valueOf(configuration.options().serveDotfiles()));
            int place = sites.indexOf(entry.getKey());
            if (place >= 0) {
                entries.put(key + "site", String.valueOf(place));
            }
        }
        entries.put(SELECTED, String.valueOf(selected));
        file.replaceAll(PREFIX, entries);
    }

    /** Forgets the folders not used for the longest time; never one in the list, or of another language. */
    private void forgetSurplus() {
        List<String> oldestFirst = new ArrayList<>(folders.keySet()).reversed();
        for (String path : oldestFirst) {
            if (folders.size() > MOST_FOLDERS && !sites.contains(path) && parse(path).isPresent()) {
                folders.remove(path);
            }
        }
    }

    private static Optional<Path> parse(String path) {
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
