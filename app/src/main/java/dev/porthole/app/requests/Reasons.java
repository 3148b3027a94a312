package dev.porthole.app.requests;

import static dev.porthole.server.event.Rule.BAD_CHUNK;
import static dev.porthole.server.event.Rule.BAD_FRAMING;
import static dev.porthole.server.event.Rule.BAD_HOST;
import static dev.porthole.server.event.Rule.BAD_TARGET;
import static dev.porthole.server.event.Rule.BODY_TOO_LARGE;
import static dev.porthole.server.event.Rule.CLEAN_URL;
import static dev.porthole.server.event.Rule.CLEAN_URL_REDIRECT;
import static dev.porthole.server.event.Rule.CODING_UNKNOWN;
import static dev.porthole.server.event.Rule.DIRECTORY_SLASH;
import static dev.porthole.server.event.Rule.DOTFILE;
import static dev.porthole.server.event.Rule.ERROR_RULE;
import static dev.porthole.server.event.Rule.ETAG_MATCHED;
import static dev.porthole.server.event.Rule.EXPECTATION_UNKNOWN;
import static dev.porthole.server.event.Rule.FALLBACK;
import static dev.porthole.server.event.Rule.FAULT_NO_ANSWER;
import static dev.porthole.server.event.Rule.FAULT_STATUS;
import static dev.porthole.server.event.Rule.FILE;
import static dev.porthole.server.event.Rule.FOREIGN_HOST;
import static dev.porthole.server.event.Rule.HEADERS_TOO_LARGE;
import static dev.porthole.server.event.Rule.HTTPS_REDIRECT;
import static dev.porthole.server.event.Rule.IF_MATCH_FAILED;
import static dev.porthole.server.event.Rule.IF_RANGE_FAILED;
import static dev.porthole.server.event.Rule.INDEX;
import static dev.porthole.server.event.Rule.LINK_ESCAPES;
import static dev.porthole.server.event.Rule.LISTING;
import static dev.porthole.server.event.Rule.LISTING_OFF;
import static dev.porthole.server.event.Rule.MALFORMED_HEAD;
import static dev.porthole.server.event.Rule.METHOD_NOT_ALLOWED;
import static dev.porthole.server.event.Rule.METHOD_UNKNOWN;
import static dev.porthole.server.event.Rule.MODIFIED_SINCE;
import static dev.porthole.server.event.Rule.NOT_FOUND;
import static dev.porthole.server.event.Rule.NOT_MODIFIED_SINCE;
import static dev.porthole.server.event.Rule.NOT_PERMITTED;
import static dev.porthole.server.event.Rule.OUTSIDE_BASE;
import static dev.porthole.server.event.Rule.OVERLOADED;
import static dev.porthole.server.event.Rule.OWN_PAGE;
import static dev.porthole.server.event.Rule.RANGE;
import static dev.porthole.server.event.Rule.RANGES;
import static dev.porthole.server.event.Rule.RANGE_IGNORED;
import static dev.porthole.server.event.Rule.RANGE_NOT_SATISFIABLE;
import static dev.porthole.server.event.Rule.REDIRECT_RULE;
import static dev.porthole.server.event.Rule.REQUEST_TIMEOUT;
import static dev.porthole.server.event.Rule.REWRITE_RULE;
import static dev.porthole.server.event.Rule.RULE_FILE;
import static dev.porthole.server.event.Rule.SERVER_ERROR;
import static dev.porthole.server.event.Rule.SPECIAL_FILE;
import static dev.porthole.server.event.Rule.TARGET_TOO_LONG;
import static dev.porthole.server.event.Rule.VERSION_UNKNOWN;
import static dev.porthole.server.event.Rule.WEBSOCKET;
import static dev.porthole.server.event.Rule.WEBSOCKET_EXPECTED;
import static dev.porthole.server.event.Rule.WEBSOCKET_FOREIGN;
import static dev.porthole.server.event.Rule.WEBSOCKET_KEY;

import dev.porthole.server.event.Rule;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Plain words for the rules by which the server decides, so that nobody has to know their names. */
final class Reasons {

    /** What a rule for faults was applied to, whatever decided its status. */
    private static final String FAULT = "fault";

    /** What was held back by a network that the client only seemed to have. */
    private static final String THROTTLED = "throttled";

    private static final Map<String, Set<Rule>> GROUPS = groups();

    private Reasons() {}

    /** Whether a word means everything that a rule for faults was applied to. */
    static boolean meansFaulted(String word) {
        return !word.isEmpty() && FAULT.startsWith(bare(word));
    }

    /** Whether a word means everything that was held back by a network. */
    static boolean meansThrottled(String word) {
        return !word.isEmpty() && THROTTLED.startsWith(bare(word));
    }

    /** The plain words. */
    static List<String> words() {
        return List.copyOf(GROUPS.keySet());
    }

    /** The rules that a word means: a plain word or its beginning, or any part of the names of rules. */
    static Set<Rule> rules(String word) {
        String wanted = bare(word);
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        GROUPS.forEach((name, group) -> {
            if (name.startsWith(wanted)) {
                rules.addAll(group);
            }
        });
        for (Rule rule : Rule.values()) {
            if (bare(rule.name()).contains(wanted)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static Map<String, Set<Rule>> groups() {
        Map<String, Set<Rule>> groups = new LinkedHashMap<>();
        groups.put("file", EnumSet.of(FILE, INDEX, CLEAN_URL, FALLBACK, REWRITE_RULE, OWN_PAGE));
        groups.put("cached", EnumSet.of(ETAG_MATCHED, NOT_MODIFIED_SINCE));
        groups.put("notfound", EnumSet.of(
                NOT_FOUND, DOTFILE, LISTING_OFF, OUTSIDE_BASE, RULE_FILE, ERROR_RULE));
        groups.put("range", EnumSet.of(RANGE, RANGES, RANGE_IGNORED, IF_RANGE_FAILED, RANGE_NOT_SATISFIABLE));
        groups.put("listing", EnumSet.of(LISTING));
        groups.put("redirect", EnumSet.of(DIRECTORY_SLASH, CLEAN_URL_REDIRECT, REDIRECT_RULE, HTTPS_REDIRECT));
        groups.put("refused", EnumSet.of(
                MALFORMED_HEAD, BAD_HOST, BAD_TARGET, BAD_FRAMING, BAD_CHUNK, FOREIGN_HOST, NOT_PERMITTED,
                LINK_ESCAPES, SPECIAL_FILE, METHOD_NOT_ALLOWED, METHOD_UNKNOWN, BODY_TOO_LARGE, TARGET_TOO_LONG,
                HEADERS_TOO_LARGE, EXPECTATION_UNKNOWN, CODING_UNKNOWN, VERSION_UNKNOWN, WEBSOCKET_EXPECTED,
                WEBSOCKET_KEY, WEBSOCKET_FOREIGN));
        groups.put("websocket", EnumSet.of(WEBSOCKET));
        groups.put("precondition", EnumSet.of(IF_MATCH_FAILED, MODIFIED_SINCE));
        groups.put("timeout", EnumSet.of(REQUEST_TIMEOUT));
        groups.put(FAULT, EnumSet.of(FAULT_STATUS, FAULT_NO_ANSWER));
        groups.put(THROTTLED, EnumSet.noneOf(Rule.class));
        groups.put("error", EnumSet.of(SERVER_ERROR, OVERLOADED));
        return groups;
    }
}
