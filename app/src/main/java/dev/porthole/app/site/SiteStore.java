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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folders ever served, each with what is remembered about it, the last used first; and which of them are
 * in the list of sites. Each value that is missing or makes no sense falls back alone.
 */
public final class SiteStore {

    private static final String PREFIX = "folder.";
    private static final Pattern ENTRY = Pattern.compile("folder\\.(\\d{1,9})\\.(.+)");
    private static final String PATH = "path";
    private static final String PORT = "port";
    private static final String EVERYONE = "everyone";
    private static final String HTTPS = "https";
    private static final String NAME = "name";
    private static final String RUNNING = "running";
    private static final String SITE = "site";
    private static final Set<String> KNOWN = Set.of(PATH, PORT, EVERYONE, HTTPS, NAME, RUNNING, SITE);
    private static final String SELECTED = "selected";
    private static final int MOST_FOLDERS = 100;

    private final SettingsFile file;
    private final Map<String, RememberedFolder> folders = new LinkedHashMap<>();
    private final Map<String, String> unknown = new LinkedHashMap<>();
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

    /** How a folder is served. */
    public Optional<SiteConfiguration> configuration(Path folder) {
        return Optional.ofNullable(folders.get(folder.toString())).map(RememberedFolder::configuration);
    }

    /** The name the user gave a folder, or an empty text. */
    public String name(Path folder) {
        return Optional.ofNullable(folders.get(folder.toString())).map(RememberedFolder::name).orElse("");
    }

    /** Whether a folder was meant to be served when Porthole last knew. */
    public boolean wasRunning(Path folder) {
        return Optional.ofNullable(folders.get(folder.toString())).map(RememberedFolder::running).orElse(false);
    }

    /** Remembers how a folder is served. */
    public void remember(Path folder, SiteConfiguration configuration) {
        folders.putIfAbsent(folder.toString(), RememberedFolder.first(configuration));
        change(folder, old -> old.withConfiguration(configuration));
    }

    /** Remembers the user's name for a folder; an empty one is the folder's own. */
    public void rememberName(Path folder, String name) {
        change(folder, old -> old.withName(name));
    }

    /** Remembers whether a folder is meant to be served. */
    public void rememberRunning(Path folder, boolean running) {
        change(folder, old -> old.withRunning(running));
    }

    private void change(Path folder, UnaryOperator<RememberedFolder> by) {
        folders.computeIfPresent(folder.toString(), (path, old) -> by.apply(old));
        write();
    }

    /** Moves a folder to the front of the recent ones. */
    public void used(Path folder) {
        RememberedFolder remembered = folders.remove(folder.toString());
        if (remembered != null) {
            Map<String, RememberedFolder> others = new LinkedHashMap<>(folders);
            folders.clear();
            folders.put(folder.toString(), remembered);
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
        Map<Integer, Map<String, String>> entries = new TreeMap<>();
        for (String key : file.keys(PREFIX)) {
            Matcher entry = ENTRY.matcher(key);
            String value = String.valueOf(file.get(key));
            if (entry.matches()) {
                entries.computeIfAbsent(Integer.valueOf(entry.group(1)), number -> new LinkedHashMap<>())
                        .put(entry.group(2), value);
            } else {
                unknown.put(key, value);
            }
        }
        Map<Integer, String> places = new TreeMap<>();
        entries.forEach((number, values) -> {
            String key = PREFIX + number + ".";
            String path = values.get(PATH);
            if (path == null) {
                values.keySet().forEach(name -> file.damaged(key + name));
            } else if (folders.putIfAbsent(path, readFolder(key, path, values)) == null) {
                int place = file.number(key + SITE, 0, Integer.MAX_VALUE, -1);
                if (place >= 0) {
                    places.putIfAbsent(place, path);
                }
            }
        });
        sites.addAll(places.values());
        selected = file.number(SELECTED, 0, Integer.MAX_VALUE, 0);
    }

    private RememberedFolder readFolder(String key, String path, Map<String, String> values) {
        SiteOptions options = StoredOptions.read(file, key);
        int port = file.number(key + PORT, 0, SiteSettings.MAX_PORT, -1);
        if (port < 0) {
            port = parse(path).map(folder -> StablePort.choose(folder, p -> false)).orElse(0);
        }
        Map<String, String> newer = new LinkedHashMap<>(values);
        newer.keySet().removeAll(KNOWN);
        newer.keySet().removeAll(StoredOptions.KEYS);
        return new RememberedFolder(
                new SiteConfiguration(port, file.flag(key + EVERYONE, false), file.flag(key + HTTPS, false), options),
                SiteName.clean(values.getOrDefault(NAME, "")), file.flag(key + RUNNING, false), newer);
    }

    private void write() {
        Map<String, String> entries = new LinkedHashMap<>(unknown);
        int i = 0;
        for (Map.Entry<String, RememberedFolder> entry : folders.entrySet()) {
            String key = PREFIX + i++ + ".";
            RememberedFolder folder = entry.getValue();
            SiteConfiguration configuration = folder.configuration();
            folder.unknown().forEach((name, value) -> entries.put(key + name, value));
            entries.put(key + PATH, entry.getKey());
            entries.put(key + PORT, String.valueOf(configuration.port()));
            entries.put(key + EVERYONE, String.valueOf(configuration.everyone()));
            if (configuration.https()) {
                entries.put(key + HTTPS, "true");
            }
            StoredOptions.write(entries, key, configuration.options());
            if (!folder.name().isEmpty()) {
                entries.put(key + NAME, folder.name());
            }
            if (folder.running()) {
                entries.put(key + RUNNING, "true");
            }
            int place = sites.indexOf(entry.getKey());
            if (place >= 0) {
                entries.put(key + SITE, String.valueOf(place));
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
