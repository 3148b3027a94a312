package dev.porthole.app.requests;

import dev.porthole.app.platform.SettingsFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters used last, the newest first, remembered in the settings. */
public final class RecentFilters {

    private static final int MOST = 8;
    private static final int LONGEST = 500;
    private static final String PREFIX = "filter.recent.";

    private final SettingsFile file;
    private final List<String> texts = new ArrayList<>();

    /** Reads what was remembered. */
    public RecentFilters(SettingsFile file) {
        this.file = file;
        for (int i = 1; i <= MOST; i++) {
            String text = file.get(PREFIX + i);
            if (text != null && !text.isBlank() && text.length() <= LONGEST) {
                texts.add(text);
            }
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    void remember(String text) {
        String used = text.strip();
        if (used.isEmpty() || used.length() > LONGEST || !texts.isEmpty() && texts.getFirst().equals(used)) {
            return;
        }
        texts.remove(used);
        texts.addFirst(used);
        if (texts.size() > MOST) {
            texts.removeLast();
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            entries.put(PREFIX + (i + 1), texts.get(i));
        }
        file.replaceAll(PREFIX, entries);
    }
}
