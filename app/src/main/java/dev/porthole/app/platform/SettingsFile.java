package dev.porthole.app.platform;

import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one file of settings: UTF-8 properties, read once, written whole and atomically a moment after the
 * last change. Keys it does not know stay as they are. A value that makes no sense falls back alone. A file
 * with such a value, or one that cannot be read, is kept beside the new one, and the user is told where.
 * Safe to use from any thread.
 */
public final class SettingsFile {

    /** The system property that names another folder for the settings. */
    public static final String FOLDER_PROPERTY = "porthole.config";

    private static final String NAME = "settings.properties";
    private static final long QUIET_MILLIS = 400;
    private static final long RETRY_MILLIS = 10_000;
    private static final long LARGEST_FILE = 4 << 20;
    private static final int MOST_KEYS_TOLD = 5;

    private final Path file;
    private final ScheduledExecutorService writer;
    private final Consumer<Phrase> problems;
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> damagedKeys = new TreeSet<>();
    private final Object writing = new Object();
    private boolean failing;
    private boolean changed;
    private boolean writePlanned;
    private boolean writable;

    /**
     * Reads the settings.
     *
     * @param folder where they are
     * @param writer writes them
     * @param problems told what went wrong, in words for the user
     */
    public SettingsFile(Path folder, ScheduledExecutorService writer, Consumer<Phrase> problems) {
        this(folder, writer, problems, true);
    }

    private SettingsFile(
            Path folder, ScheduledExecutorService writer, Consumer<Phrase> problems, boolean writable) {
        this.file = folder.resolve(NAME);
        this.writer = writer;
        this.problems = problems;
        this.writable = writable;
        read();
    }

    /** Reads the settings that the window of another process keeps; what changes here is remembered nowhere. */
    public static SettingsFile besideAnother(
            Path folder, ScheduledExecutorService writer, Consumer<Phrase> problems) {
        SettingsFile settings = new SettingsFile(folder, writer, problems, false);
        problems.accept(Phrase.of("settings.besideAnother"));
        return settings;
    }

    /** The folder for this program's settings, as each system wants it. */
    public static Path usualFolder() {
        String chosen = System.getProperty(FOLDER_PROPERTY, "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        Path home = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support/Porthole");
        }
        if (system.contains("win")) {
            String roaming = System.getenv("APPDATA");
            return (roaming == null ? home.resolve("AppData/Roaming") : Path.of(roaming)).resolve("Porthole");
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        boolean usable = config != null && Path.of(config).isAbsolute();
        return (usable ? Path.of(config) : home.resolve(".config")).resolve("porthole");
    }

    /** The text kept under a key, or null. */
    public synchronized @Nullable String get(String key) {
        return values.get(key);
    }

    /** The keys that begin so, sorted. */
    public synchronized List<String> keys(String prefix) {
        return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    /** A whole number within bounds, or the fallback when it is missing or anything else. */
    public int number(String key, int lowest, int highest, int fallback) {
        String text = get(key);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As bad as a number out of bounds.
        }
        damaged(key);
        return fallback;
    }

    /** True or false, or the fallback when it is missing or anything else. */
    public boolean flag(String key, boolean fallback) {
        String text = get(key);
        if (text == null) {
            return fallback;
        }
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                damaged(key);
                yield fallback;
            }
        };
    }

    /** Reports a value that makes no sense. It is forgotten, and the file as it was is kept beside. */
    public synchronized void damaged(String key) {
        values.remove(key);
        damagedKeys.add(key);
        changed = true;
        planWrite();
    }

    /** Keeps a value; null forgets it. */
    public synchronized void put(String key, @Nullable Object value) {
        String text = value == null ? null : value.toString();
        String before = text == null ? values.remove(key) : values.put(key, text);
        if (text == null ? before != null : !text.equals(before)) {
            changed = true;
            planWrite();
        }
    }

    /** Puts these values in the place of all whose key begins so, at once: nobody sees or writes a state between. */
    public synchronized void replaceAll(String prefix, Map<String, String> entries) {
        Map<String, String> next = new TreeMap<>(values);
        next.keySet().removeIf(key -> key.startsWith(prefix));
        next.putAll(entries);
        if (!next.equals(values)) {
            values.clear();
            values.putAll(next);
            changed = true;
            planWrite();
        }
    }

    /** Writes now what has not been written yet, and waits for a write under way. */
    public void flush() {
        synchronized (writing) {
            try {
                keepDamaged();
                String text = takeUnwritten();
                if (text == null) {
                    return;
                }
                replaceFile(text);
                failing = false;
            } catch (IOException e) {
                keepForLater();
                if (!failing) {
                    failing = true;
                    problems.accept(Phrase.of("settings.unwritable", file));
                }
            }
        }
    }

    /** Before the good values are written without the bad ones, which may still mean something to somebody. */
    private void keepDamaged() throws IOException {
        List<String> keys = damagedKeys();
        if (keys.isEmpty() || !writable) {
            return;
        }
        Path kept = besideAsDamaged();
        Files.copy(file, kept);
        forgetDamagedKeys(keys);
        String told = String.join(", ", keys.subList(0, Math.min(keys.size(), MOST_KEYS_TOLD)))
                + (keys.size() > MOST_KEYS_TOLD ? ", …" : "");
        problems.accept(Phrase.of("settings.damagedValues", told, kept));
    }

    private synchronized List<String> damagedKeys() {
        return List.copyOf(damagedKeys);
    }

    private synchronized void forgetDamagedKeys(List<String> keys) {
        keys.forEach(damagedKeys::remove);
    }

    private synchronized @Nullable String takeUnwritten() {
        writePlanned = false;
        if (!changed || !writable) {
            return null;
        }
        changed = false;
        return asText();
    }

    /** The disk may have room again later. */
    private synchronized void keepForLater() {
        changed = true;
        planWrite(RETRY_MILLIS);
    }

    private void planWrite() {
        planWrite(QUIET_MILLIS);
    }

    private void planWrite(long delayMillis) {
        if (!writePlanned && !writer.isShutdown()) {
            writePlanned = true;
            var _ = writer.schedule(this::flush, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                setAside();
                return;
            }
            Properties read = new Properties();
            read.load(new StringReader(Files.readString(file)));
            read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key)));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            setAside();
        } catch (IOException e) {
            leaveAlone();
        }
    }

    /** What could not be read must not be overwritten either. */
    private void leaveAlone() {
        writable = false;
        problems.accept(Phrase.of("settings.unreadable", file));
    }

    private void setAside() {
        if (!writable) {
            return;
        }
        Path kept = besideAsDamaged();
        try {
            Files.move(file, kept);
            problems.accept(Phrase.of("settings.damaged", kept));
        } catch (IOException e) {
            leaveAlone();
        }
    }

    private Path besideAsDamaged() {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.systemDefault()));
        Path kept = file.resolveSibling(NAME + ".damaged-" + stamp);
        for (int i = 2; Files.exists(kept, LinkOption.NOFOLLOW_LINKS); i++) {
            kept = file.resolveSibling(NAME + ".damaged-" + stamp + "-" + i);
        }
        return kept;
    }

    private String asText() {
        Properties all = new Properties();
        all.putAll(values);
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private void replaceFile(String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder for " + file);
        }
        Files.createDirectories(folder);
        // A name of its own: another window of this program may be writing at the same moment.
        Path draft = Files.createTempFile(folder, NAME, ".new");
        try {
            Files.writeString(draft, text);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
