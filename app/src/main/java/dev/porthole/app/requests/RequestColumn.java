package dev.porthole.app.requests;

import java.util.List;
import java.util.Locale;

/** The columns that the table of requests can show, in the order in which they stand unless moved. */
public enum RequestColumn {
    /** The request's number. */
    NUMBER("column.number", Shown.ON_WISH, 64, 44, "mono", "quiet", "right"),
    /** When the head was complete, by this computer's clock. */
    TIME("column.time", Shown.USUALLY, 104, 60, "mono", "quiet"),
    /** The connection's number. */
    CONNECTION("column.connection", Shown.WITH_ROOM, 52, 44, "mono", "quiet"),
    /** The client's address. */
    CLIENT("column.client", Shown.WITH_SEVERAL_CLIENTS, 112, 60, "mono", "quiet"),
    /** The method. */
    METHOD("column.method", Shown.USUALLY, 64, 48, "mono"),
    /** The Host header. */
    HOST("column.host", Shown.ON_WISH, 144, 60, "mono", "quiet"),
    /** The request target, readable. */
    PATH("column.path", Shown.USUALLY, 240, 90, "mono"),
    /** The status. */
    STATUS("column.status", Shown.USUALLY, 62, 56),
    /** The media type in one word. */
    TYPE("column.type", Shown.WITH_ROOM, 56, 44, "quiet"),
    /** The Content-Type as sent. */
    CONTENT_TYPE("column.contentType", Shown.ON_WISH, 176, 60, "mono", "quiet"),
    /** The bytes of the body. */
    BODY("column.body", Shown.ON_WISH, 78, 60, "mono", "right"),
    /** Everything sent, head included, for reading. */
    SENT("column.sent", Shown.USUALLY, 70, 60, "mono", "right"),
    /** Everything sent, head included, to the byte. */
    TOTAL("column.total", Shown.ON_WISH, 104, 60, "mono", "right"),
    /** From the first byte of the request to the first of the answer. */
    FIRST_BYTE("column.firstByte", Shown.ON_WISH, 84, 60, "mono", "right"),
    /** From the complete head to the decision. */
    FIND("column.find", Shown.ON_WISH, 84, 60, "mono", "right"),
    /** From the decision to the last byte. */
    WRITE("column.write", Shown.ON_WISH, 84, 60, "mono", "right"),
    /** From the first byte of the request to the last of the answer. */
    TOOK("column.took", Shown.USUALLY, 82, 60, "mono", "right"),
    /** The same, drawn. */
    BAR("column.bar", Shown.WITH_ROOM, 104, 36, "bar-column"),
    /** Why the server answered so. */
    REASON("column.reason", Shown.ON_WISH, 240, 60, "quiet"),
    /** The file that was served. */
    FILE("column.file", Shown.ON_WISH, 160, 60, "mono"),
    /** Whether the answer was sent whole. */
    OUTCOME("column.outcome", Shown.ON_WISH, 96, 60, "quiet"),
    /** The Referer header. */
    REFERER("column.referer", Shown.ON_WISH, 200, 60, "mono", "quiet"),
    /** The User-Agent header. */
    USER_AGENT("column.userAgent", Shown.ON_WISH, 240, 60, "mono", "quiet");

    private final String title;
    private final Shown shown;
    private final double width;
    private final double minWidth;
    private final String styles;

    /** When a column is shown as long as the user has not decided. */
    public enum Shown {
        /** Always. */
        USUALLY,
        /** As soon as a second client has come. */
        WITH_SEVERAL_CLIENTS,
        /** In a table that is wide enough. */
        WITH_ROOM,
        /** Only when the user asks for it. */
        ON_WISH
    }

    RequestColumn(String title, Shown shown, double width, double minWidth, String... styles) {
        this.title = title;
        this.shown = shown;
        this.width = width;
        this.minWidth = minWidth;
        this.styles = String.join(" ", styles);
    }

    /** The name in the settings. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key of the title. */
    public String title() {
        return title;
    }

    /** When it is shown as long as the user has not decided. */
    public Shown shown() {
        return shown;
    }

    /** Its width as long as the user has not decided, in pixels. */
    public double width() {
        return width;
    }

    /** Its least width, in pixels. */
    public double minWidth() {
        return minWidth;
    }

    /** Its style classes. */
    public List<String> styles() {
        return styles.isEmpty() ? List.of() : List.of(styles.split(" "));
    }
}
