package dev.porthole.server.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The small ways in which bytes on the wire can be other than they should be. One character is one byte. */
enum Mutation {
    BIT_FLIPPED {
        @Override
        String change(String text, Random random) {
            int at = random.nextInt(text.length());
            char flipped = (char) (text.charAt(at) ^ 1 << random.nextInt(8));
            return text.substring(0, at) + flipped + text.substring(at + 1);
        }
    },
    BYTE_INSERTED {
        @Override
        String change(String text, Random random) {
            return inserted(text, String.valueOf((char) random.nextInt(256)), random);
        }
    },
    TELLING_BYTES_INSERTED {
        @Override
        String change(String text, Random random) {
            return inserted(text, RequestGrammar.one(random, TELLING), random);
        }
    },
    BYTES_REMOVED {
        @Override
        String change(String text, Random random) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(3));
            return text.substring(0, at) + text.substring(end);
        }
    },
    BYTES_REPEATED {
        @Override
        String change(String text, Random random) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(20));
            return text.substring(0, end) + text.substring(at);
        }
    },
    CASE_CHANGED {
        @Override
        String change(String text, Random random) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(10));
            String part = text.substring(at, end);
            String upper = part.toUpperCase(Locale.ROOT);
            String changed = upper.equals(part) ? part.toLowerCase(Locale.ROOT) : upper;
            // Some letters beyond ASCII have a capital that is no single byte.
            boolean bytes = changed.length() == part.length() && changed.chars().allMatch(c -> c < 256);
            return bytes ? text.substring(0, at) + changed + text.substring(end) : text;
        }
    },
    LINE_REPEATED {
        @Override
        String change(String text, Random random) {
            List<String> lines = lines(text);
            lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
            return String.join("\r\n", lines);
        }
    },
    LINE_REMOVED {
        @Override
        String change(String text, Random random) {
            List<String> lines = lines(text);
            lines.remove(random.nextInt(lines.size()));
            return String.join("\r\n", lines);
        }
    },
    LINES_SWAPPED {
        @Override
        String change(String text, Random random) {
            List<String> lines = lines(text);
            Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
            return String.join("\r\n", lines);
        }
    },
    LINE_END_CHANGED {
        @Override
        String change(String text, Random random) {
            int at = text.indexOf("\r\n", random.nextInt(text.length()));
            String end = RequestGrammar.one(random, List.of("\n", "\r", "\r\r\n", "\n\r", "\n\n", " \r\n"));
            return at < 0 ? text : text.substring(0, at) + end + text.substring(at + 2);
        }
    },
    EMPTY_LINE_BEFORE {
        @Override
        String change(String text, Random random) {
            return "\r\n" + text;
        }
    },
    END_MISSING {
        @Override
        String change(String text, Random random) {
            return text.substring(0, random.nextInt(text.length()));
        }
    };

    private static final List<String> TELLING = List.of(
            " ", "  ", "\t", "\r", "\n", "\r\n", "\r\n\r\n", "\0", ":", ",", "\"", "/", "%", "?", "\u007f", "\u0080",
            "\u00ff", "\r\nHost: localhost", "\r\nContent-Length: 5", "\r\nTransfer-Encoding: chunked", "W/", "*");

    /** The text changed in this way; the text is not empty, the result may be. */
    abstract String change(String text, Random random);

    /** A text changed one to three times. */
    static String several(String text, Random random) {
        String changed = text;
        for (int times = 1 + random.nextInt(3); times > 0 && !changed.isEmpty(); times--) {
            changed = values()[random.nextInt(values().length)].change(changed, random);
        }
        return changed;
    }

    /** The beginning of one text and the end of another. */
    static String splice(String beginning, String end, Random random) {
        return beginning.substring(0, random.nextInt(beginning.length() + 1))
                + end.substring(random.nextInt(end.length() + 1));
    }

    private static String inserted(String text, String insertion, Random random) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + insertion + text.substring(at);
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("\r\n", -1)));
    }
}
