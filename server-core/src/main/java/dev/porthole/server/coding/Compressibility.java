package dev.porthole.server.coding;

import java.util.Set;

/** What a media type says of how much smaller content becomes in a coding. */
public enum Compressibility {
    /** Text, or what else becomes much smaller. */
    COMPRESSIBLE,
    /** Nobody can tell; whoever put an encoded file beside it knows. */
    UNKNOWN,
    /** It is compressed already. */
    COMPRESSED;

    /** What is smaller fits into one packet as it is. */
    public static final int LEAST_BYTES = 1 << 10;

    /** What is larger is not encoded on the fly, for it would have to be in memory as a whole. */
    public static final int MOST_BYTES = 8 << 20;

    private static final Set<String> KNOWN = Set.of(
            "application/json", "application/xml", "application/xhtml+xml", "application/wasm", "application/yaml",
            "application/x-ndjson", "application/x-subrip", "application/rtf", "application/vnd.apple.mpegurl",
            "application/vnd.ms-fontobject", "application/x-tar", "application/vnd.sqlite3", "application/msword",
            "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "font/ttf", "font/otf", "font/collection",
            "image/svg+xml", "image/bmp", "image/x-icon", "audio/midi", "model/gltf-binary");

    private static final Set<String> ANYTHING = Set.of("application/octet-stream", "application/pdf", "audio/wav");

    /**
     * What a Content-Type says.
     *
     * @param mediaType a Content-Type, with or without parameters
     * @return how much can be hoped for from content of this type
     */
    public static Compressibility of(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        String type = semicolon < 0 ? mediaType : mediaType.substring(0, semicolon);
        if (type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml") || KNOWN.contains(type)) {
            return COMPRESSIBLE;
        }
        return ANYTHING.contains(type) ? UNKNOWN : COMPRESSED;
    }

    /**
     * {@return whether content of this type and size is worth encoding on the fly}
     *
     * @param mediaType a Content-Type, with or without parameters
     * @param size in bytes, as it is
     */
    public static boolean isWorthEncoding(String mediaType, long size) {
        return of(mediaType) == COMPRESSIBLE && size >= LEAST_BYTES && size <= MOST_BYTES;
    }
}
