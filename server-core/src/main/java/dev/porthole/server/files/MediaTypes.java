package dev.porthole.server.files;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Media types by the last extension of a file name (IANA registry; RFC 9110 section 8.3). A table of our own:
 * what the system's registry says differs from machine to machine, and text/plain for a script breaks pages.
 */
public final class MediaTypes {

    /** For names that tell nothing. Browsers download it rather than guess. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final String UTF_8 = "; charset=utf-8";
    private static final Map<String, String> BY_EXTENSION = new HashMap<>();

    static {
        text("text/html", "html", "htm", "shtml");
        text("application/xhtml+xml", "xhtml", "xht");
        text("text/css", "css");
        text("text/javascript", "js", "mjs", "cjs");
        text("application/json", "json", "map", "topojson");
        text("application/ld+json", "jsonld");
        text("application/geo+json", "geojson");
        text("application/manifest+json", "webmanifest");
        text("application/x-ndjson", "ndjson", "jsonl");
        text("text/plain", "txt", "text", "log", "ini", "conf", "cfg", "properties", "toml", "lock");
        text("text/markdown", "md", "markdown");
        text("text/csv", "csv");
        text("text/tab-separated-values", "tsv");
        text("text/calendar", "ics");
        text("text/vcard", "vcf", "vcard");
        text("text/vtt", "vtt");
        text("application/x-subrip", "srt");
        text("application/xml", "xml", "xsl", "xslt", "xsd", "dtd");
        text("application/rss+xml", "rss");
        text("application/atom+xml", "atom");
        text("application/yaml", "yaml", "yml");
        text("image/svg+xml", "svg");
        text("text/x-java-source", "java");
        text("text/x-python", "py");
        text("text/x-c", "c", "h", "cpp", "hpp", "cc");
        text("text/x-shellscript", "sh");
        text("text/x-rust", "rs");
        text("text/x-go", "go");
        text("text/typescript", "tsx", "mts", "cts");
        text("model/gltf+json", "gltf");

        bytes("image/png", "png");
        bytes("image/apng", "apng");
        bytes("image/jpeg", "jpg", "jpeg", "jpe", "jfif");
        bytes("image/gif", "gif");
        bytes("image/webp", "webp");
        bytes("image/avif", "avif");
        bytes("image/heic", "heic");
        bytes("image/heif", "heif");
        bytes("image/jxl", "jxl");
        bytes("image/bmp", "bmp");
        bytes("image/tiff", "tif", "tiff");
        bytes("image/x-icon", "ico", "cur");

        bytes("font/woff", "woff");
        bytes("font/woff2", "woff2");
        bytes("font/ttf", "ttf");
        bytes("font/otf", "otf");
        bytes("font/collection", "ttc");
        bytes("application/vnd.ms-fontobject", "eot");

        bytes("audio/mpeg", "mp3");
        bytes("audio/mp4", "m4a");
        bytes("audio/aac", "aac");
        bytes("audio/ogg", "ogg", "oga", "opus");
        bytes("audio/wav", "wav");
        bytes("audio/flac", "flac");
        bytes("audio/midi", "mid", "midi");
        bytes("audio/webm", "weba");
        bytes("video/mp4", "mp4", "m4v");
        bytes("video/webm", "webm");
        bytes("video/ogg", "ogv");
        bytes("video/quicktime", "mov");
        bytes("video/x-msvideo", "avi");
        bytes("video/matroska", "mkv");
        bytes("video/mpeg", "mpeg", "mpg");
        bytes("video/mp2t", "ts", "m2ts");
        bytes("application/vnd.apple.mpegurl", "m3u8");
        bytes("application/dash+xml", "mpd");

        bytes("application/wasm", "wasm");
        bytes("application/pdf", "pdf");
        bytes("application/zip", "zip");
        bytes("application/gzip", "gz", "tgz");
        bytes("application/x-bzip2", "bz2");
        bytes("application/x-xz", "xz");
        bytes("application/zstd", "zst");
        bytes("application/x-7z-compressed", "7z");
        bytes("application/vnd.rar", "rar");
        bytes("application/x-tar", "tar");
        bytes("application/java-archive", "jar", "war");
        bytes("application/epub+zip", "epub");
        bytes("application/rtf", "rtf");
        bytes("application/msword", "doc");
        bytes("application/vnd.ms-excel", "xls");
        bytes("application/vnd.ms-powerpoint", "ppt");
        bytes("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
        bytes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
        bytes("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
        bytes("application/vnd.oasis.opendocument.text", "odt");
        bytes("application/vnd.oasis.opendocument.spreadsheet", "ods");
        bytes("application/vnd.oasis.opendocument.presentation", "odp");
        bytes("application/vnd.sqlite3", "sqlite", "sqlite3");
        bytes("application/vnd.android.package-archive", "apk");
        bytes("model/gltf-binary", "glb");
    }

    private MediaTypes() {}

    /**
     * {@return the Content-Type for a file name; text is declared UTF-8, which is what people write today}
     *
     * @param fileName with its extension, in any case; the directory makes no difference
     */
    public static String of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        if (dot < 0) {
            return UNKNOWN;
        }
        return BY_EXTENSION.getOrDefault(fileName.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }

    /** {@return all extensions that are known, each with its type, in the order of the alphabet} */
    public static SortedMap<String, String> byExtension() {
        return new TreeMap<>(BY_EXTENSION);
    }

    private static void text(String type, String... extensions) {
        bytes(type + UTF_8, extensions);
    }

    private static void bytes(String type, String... extensions) {
        for (String extension : extensions) {
            BY_EXTENSION.put(extension, type);
        }
    }
}
