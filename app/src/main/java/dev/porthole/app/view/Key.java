package dev.porthole.app.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCombination;

/**
 * Every key of the window. The sheet of keys shows this table, and those that work everywhere are installed from it;
 * a test compares the others with the controllers that handle them.
 */
public enum Key {
    /** Opens the guide. */
    GUIDE(KeyArea.WINDOW, "key.guide", "F1"),
    /** Lists the keys; the question mark is on another key on each keyboard. */
    HELP(KeyArea.WINDOW, "key.help", "Shift+F1", "Shortcut+Slash, Shortcut+Shift+Slash"),
    /** Chooses a folder. */
    FOLDER(KeyArea.WINDOW, "key.folder", "Shortcut+O"),
    /** Starts or restarts. */
    RESTART(KeyArea.WINDOW, "key.restart", "Shortcut+R"),
    /** Goes to the filter. */
    FIND(KeyArea.WINDOW, "key.filter", "Shortcut+F"),
    /** Clears the table. */
    CLEAR(KeyArea.WINDOW, "key.clear", "Shortcut+K"),
    /** Shows the preferences. */
    PREFERENCES(KeyArea.WINDOW, "key.preferences", "Shortcut+Comma"),
    /** Shows the first tab. */
    FIRST_TAB(KeyArea.WINDOW, "key.tab.first", "Shortcut+1"),
    /** Shows the second tab. */
    SECOND_TAB(KeyArea.WINDOW, "key.tab.second", "Shortcut+2"),
    /** Shows the third tab. */
    THIRD_TAB(KeyArea.WINDOW, "key.tab.third", "Shortcut+3"),
    /** Shows the fourth tab. */
    FOURTH_TAB(KeyArea.WINDOW, "key.tab.fourth", "Shortcut+4"),
    /** Shows the fifth tab. */
    FIFTH_TAB(KeyArea.WINDOW, "key.tab.fifth", "Shortcut+5"),
    /** Shows the next tab. */
    NEXT_TAB(KeyArea.WINDOW, "key.tab.next", "Ctrl+Tab"),
    /** Shows the previous tab. */
    PREVIOUS_TAB(KeyArea.WINDOW, "key.tab.previous", "Ctrl+Shift+Tab"),
    /** Goes to the next part of the window. */
    NEXT_PART(KeyArea.WINDOW, "key.part.next", "F6"),
    /** Goes to the previous part of the window. */
    PREVIOUS_PART(KeyArea.WINDOW, "key.part.previous", "Shift+F6"),
    /** Everything larger; the plus is on another key on each keyboard. */
    LARGER(KeyArea.WINDOW, "key.larger", "Shortcut+Plus",
            "Shortcut+Equals, Shortcut+Shift+Equals, Shortcut+Add"),
    /** Everything smaller. */
    SMALLER(KeyArea.WINDOW, "key.smaller", "Shortcut+Minus", "Shortcut+Subtract"),
    /** The natural size. */
    NATURAL_SIZE(KeyArea.WINDOW, "key.natural", "Shortcut+0", "Shortcut+Numpad 0"),
    /** Closes a panel or the inspector. */
    CLOSE(KeyArea.WINDOW, "key.close", "Esc"),

    /** Starts or stops a site. */
    TOGGLE_SITE(KeyArea.SITES, "key.site.toggle", "Space"),
    /** Goes back from the lab to the site. */
    SHOW_SITE(KeyArea.SITES, "key.site.show", "Enter"),
    /** Renames a site. */
    RENAME_SITE(KeyArea.SITES, "key.site.rename", "F2"),
    /** Moves a site. */
    MOVE_SITE(KeyArea.SITES, "key.site.move", "Alt+Up, Alt+Down"),
    /** Brings a site back. */
    UNDO_REMOVAL(KeyArea.SITES, "key.site.undo", "Shortcut+Z"),
    /** Leaves all as it was. */
    CANCEL_SITE(KeyArea.SITES, "key.site.cancel", "Esc"),
    /** Removes a site. */
    REMOVE_SITE(KeyArea.SITES, "key.site.remove", "Delete"),

    /** Lists recent folders. */
    RECENT_FOLDERS(KeyArea.STRIP, "key.recent", "Down"),
    /** Steps the port. */
    STEP_PORT(KeyArea.STRIP, "key.port", "Up, Down"),
    /** Undoes what was typed. */
    UNDO_INPUT(KeyArea.STRIP, "key.undoInput", "Esc"),

    /** Pauses or resumes. */
    PAUSE(KeyArea.REQUESTS, "key.pause", "Space"),
    /** Goes up, and stops following. */
    READ(KeyArea.REQUESTS, "key.read", "Up, Page Up, Home"),
    /** Goes to the newest, and follows. */
    NEWEST(KeyArea.REQUESTS, "key.newest", "End"),
    /** Selects every row. */
    SELECT_ALL(KeyArea.REQUESTS, "key.selectAll", "Shortcut+A"),
    /** Copies the selected rows. */
    COPY_ROWS(KeyArea.REQUESTS, "key.copy", "Shortcut+C"),
    /** Pins the selected rows. */
    PIN(KeyArea.REQUESTS, "key.pin", "P"),

    /** Opens the suggestions. */
    SUGGEST(KeyArea.FILTER, "key.filter.suggest", "Ctrl+Space"),
    /** Goes through the suggestions, or the recent filters. */
    CHOOSE_SUGGESTION(KeyArea.FILTER, "key.filter.choose", "Up, Down"),
    /** Takes a suggestion. */
    TAKE_SUGGESTION(KeyArea.FILTER, "key.filter.take", "Enter, Tab"),
    /** Clears the filter. */
    CLEAR_FILTER(KeyArea.FILTER, "key.filter.clear", "Esc"),

    /** Pauses or resumes. */
    PAUSE_PAGES(KeyArea.PAGES, "key.pause", "Space"),
    /** Opens a card. */
    OPEN_CARD(KeyArea.PAGES, "key.pages.open", "Enter, Right"),
    /** Closes a card. */
    CLOSE_CARD(KeyArea.PAGES, "key.pages.close", "Left"),

    /** Goes from line to line. */
    READ_HEAD(KeyArea.HEAD, "key.head.line", "Up, Down"),
    /** Copies a line. */
    COPY_LINE(KeyArea.HEAD, "key.head.copy", "Shortcut+C"),

    /** Closes a connection. */
    CLOSE_CONNECTION(KeyArea.CONNECTIONS, "key.connection.close", "Delete"),
    /** Scrolls the lanes. */
    SCROLL_TIME(KeyArea.CONNECTIONS, "key.connection.time", "Left, Right"),
    /** Goes to the request. */
    SHOW_REQUEST(KeyArea.CONNECTIONS, "key.connection.request", "Enter"),
    /** Closes the details. */
    CLOSE_DETAILS(KeyArea.CONNECTIONS, "key.connection.details", "Esc"),

    /** Points at a moment. */
    POINT(KeyArea.CHARTS, "key.chart.point", "Left, Right, Page Up, Page Down, Home, End"),
    /** Shows the requests of the marked span. */
    SHOW_MARKED(KeyArea.CHARTS, "key.chart.show", "Enter"),
    /** Forgets the marked span. */
    FORGET_MARKED(KeyArea.CHARTS, "key.chart.forget", "Esc"),

    /** Does the next step of an experiment. */
    STEP(KeyArea.LAB, "key.lab.step", "Space"),
    /** Begins an experiment again. */
    RESET(KeyArea.LAB, "key.lab.reset", "R"),
    /** Adds a vote for an answer. */
    VOTE(KeyArea.LAB, "key.lab.vote", "A, B, C, D"),
    /** Shows an experiment. */
    EXPERIMENT(KeyArea.LAB, "key.lab.experiment", "1, 2, 3, 4, 5, 6, 7"),

    /** Freezes the picture. */
    FREEZE_LOOP(KeyArea.LOOP, "key.loop.freeze", "Space"),
    /** Goes to the next wake-up. */
    NEXT_WAKE_UP(KeyArea.LOOP, "key.loop.next", "N"),
    /** Goes back or on in time. */
    SCRUB_LOOP(KeyArea.LOOP, "key.loop.scrub", "Left, Right"),
    /** Scrolls the lanes. */
    SCROLL_LANES(KeyArea.LOOP, "key.loop.lanes", "Up, Down");

    private static final String SEPARATOR = ", ";

    private final KeyArea area;
    private final String text;
    private final String shown;
    private final String alike;

    Key(KeyArea area, String text, String shown) {
        this(area, text, shown, "");
    }

    Key(KeyArea area, String text, String shown, String alike) {
        this.area = area;
        this.text = text;
        this.shown = shown;
        this.alike = alike;
    }

    /** Where it works. */
    public KeyArea area() {
        return area;
    }

    /** The key of the message that says what it does. */
    public String text() {
        return text;
    }

    /** Everything to press that does this. */
    public List<KeyCombination> combinations() {
        return parse(alike.isEmpty() ? shown : shown + SEPARATOR + alike);
    }

    /** What to press, as written on this system's keyboards. */
    public String label() {
        return parse(shown).stream().map(KeyCombination::getDisplayText).collect(Collectors.joining(SEPARATOR));
    }

    private static List<KeyCombination> parse(String keys) {
        return Stream.of(keys.split(SEPARATOR)).map(KeyCombination::keyCombination).toList();
    }
}
