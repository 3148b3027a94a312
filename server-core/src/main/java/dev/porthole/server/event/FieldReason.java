package dev.porthole.server.event;

import java.util.Optional;
import java.util.regex.Pattern;

/** Why the server sends a header field: the rule or option that it comes from. */
public enum FieldReason {
    /** In every answer, when the server has a clock (RFC 9110 section 6.6.1). */
    DATE(ResponseField.DATE),
    /** In every answer. */
    SERVER(ResponseField.SERVER),
    /** In every answer: a text file must not become a page with scripts. */
    NO_GUESSING(ResponseField.CONTENT_TYPE_OPTIONS),
    /** Of a file, by the ending of its name, which is one of text: so it is declared UTF-8. */
    TYPE_OF_TEXT(ResponseField.CONTENT_TYPE),
    /** Of a file, by the ending of its name. */
    TYPE_OF_NAME(ResponseField.CONTENT_TYPE),
    /** Of a file whose name has no ending, or none that is known. */
    TYPE_UNKNOWN(ResponseField.CONTENT_TYPE),
    /** Of several parts of a file (RFC 9110 section 14.6). */
    TYPE_OF_PARTS(ResponseField.CONTENT_TYPE),
    /** Of a listing, which the option for listings asks for. */
    TYPE_OF_LISTING(ResponseField.CONTENT_TYPE),
    /** Of a page with which the server tells what went wrong. */
    TYPE_OF_PAGE(ResponseField.CONTENT_TYPE),
    /** Of something that the server has itself, whatever the folder holds. */
    TYPE_OF_OWN(ResponseField.CONTENT_TYPE),
    /** Of a game's file that is stored in this coding, as its name and the option for such files say. */
    STORED_ENCODED(ResponseField.CONTENT_ENCODING),
    /** In a coding that the client accepts, by the option to compress. */
    ENCODED_FOR_CLIENT(ResponseField.CONTENT_ENCODING),
    /** Tells where the answer ends. */
    LENGTH(ResponseField.CONTENT_LENGTH),
    /** The length of the part, not of the file. */
    LENGTH_OF_PART(ResponseField.CONTENT_LENGTH),
    /** What GET would have brought; nothing follows in an answer to HEAD. */
    LENGTH_FOR_HEAD(ResponseField.CONTENT_LENGTH),
    /** Nothing follows. */
    LENGTH_OF_NOTHING(ResponseField.CONTENT_LENGTH),
    /** The part that a Range asked for. */
    RANGE_SENT(ResponseField.CONTENT_RANGE),
    /** The length of the file, for a Range that lies beyond it. */
    RANGE_BEYOND(ResponseField.CONTENT_RANGE),
    /** Made of the file's inode, size and times, once these can vouch for its content. */
    TAG_OF_FILE(ResponseField.ETAG),
    /** The file's time, once it can vouch for its content. */
    TIME_OF_FILE(ResponseField.LAST_MODIFIED),
    /** Whole files can be had in parts. */
    RANGES_SERVED(ResponseField.ACCEPT_RANGES),
    /** So that an edit is seen at the next reload, and what did not change costs a 304. */
    ASK_EACH_TIME(ResponseField.CACHE_CONTROL),
    /** So that a page made by the server is made anew. */
    ASK_FOR_PAGE(ResponseField.CACHE_CONTROL),
    /** So that a redirection does not outlive the folder that caused it. */
    ASK_FOR_REDIRECTION(ResponseField.CACHE_CONTROL),
    /** The option to compress: another client may get another coding of the same file. */
    CODING_OF_CLIENT(ResponseField.VARY),
    /** Pages made by the server are in the language of the visitor. */
    LANGUAGE_OF_PAGE(ResponseField.VARY),
    /** A page of the server in the language of the visitor, which has the steps for their system first. */
    SYSTEM_OF_VISITOR(ResponseField.VARY),
    /** A page of the server that runs its own script, and nothing else. */
    OWN_SCRIPT(ResponseField.CONTENT_SECURITY_POLICY),
    /** Pages made by the server load nothing and run nothing, whatever a file is called. */
    NOTHING_RUNS(ResponseField.CONTENT_SECURITY_POLICY),
    /** The address of the folder with its closing slash. */
    SLASH_ADDED(ResponseField.LOCATION),
    /** The address of the page without its ending. */
    ENDING_LEFT_OUT(ResponseField.LOCATION),
    /** The same address by HTTPS. */
    HTTPS_INSTEAD(ResponseField.LOCATION),
    /** The server's own page, which came without TLS, may see whether TLS works. */
    OWN_PROBE(ResponseField.ALLOW_ORIGIN),
    /** The destination in a line of {@code _redirects}. */
    RULE_DESTINATION(ResponseField.LOCATION),
    /** The option to share the site with pages of others. */
    SHARED(ResponseField.ALLOW_ORIGIN),
    /** The same option: every field may be read. */
    SHARED_FIELDS(ResponseField.EXPOSE_HEADERS),
    /** The same option, in the answer to OPTIONS, with which a browser asks before. */
    SHARED_METHODS(ResponseField.ALLOW_METHODS),
    /** The same option: every field may be sent. */
    SHARED_REQUESTS(ResponseField.ALLOW_HEADERS),
    /** The option to isolate pages. */
    ISOLATED_OPENER(ResponseField.OPENER_POLICY),
    /** The option to isolate pages. */
    ISOLATED_EMBEDDER(ResponseField.EMBEDDER_POLICY),
    /** The page with the script of live reload, which the file does not have. */
    TAG_OF_LIVE_PAGE(ResponseField.ETAG),
    /** The tag of a thing of the server's own. */
    TAG_OF_OWN_PAGE(ResponseField.ETAG),
    /** Live reload: who is going to show the page gets another than who only reads it. */
    SHOWN_OR_READ(ResponseField.VARY),
    /** Live reload, and a coding for who accepts it. */
    SHOWN_OR_READ_CODED(ResponseField.VARY),
    /** A page made by the server that runs a script of its own, for example that of live reload. */
    ONLY_RELOAD_RUNS(ResponseField.CONTENT_SECURITY_POLICY),
    /** Live reload added a line to the end. */
    SCRIPT_ADDED(ResponseField.LIVE_RELOAD),
    /** The same, but the page's own policy does not let it run. */
    SCRIPT_FORBIDDEN(ResponseField.LIVE_RELOAD),
    /** The site is being reset in this browser. */
    SITE_RESET(ResponseField.CLEAR_SITE_DATA),
    /** WebSocket is spoken from now on, or was not asked for. */
    WEBSOCKET(ResponseField.UPGRADE),
    /** Made of the client's key. */
    WEBSOCKET_ACCEPTED(ResponseField.WEBSOCKET_ACCEPT),
    /** The only version there is. */
    WEBSOCKET_VERSION(ResponseField.WEBSOCKET_VERSION),
    /** The connection leaves HTTP. */
    UPGRADED(ResponseField.CONNECTION),
    /** OPTIONS asked, or the method is another. */
    METHODS(ResponseField.ALLOW),
    /** There is too much to do just now. */
    TRY_AGAIN(ResponseField.RETRY_AFTER),
    /** The client asked for it. */
    CLOSE_ASKED(ResponseField.CONNECTION),
    /** HTTP/1.0 without keep-alive ends after one answer. */
    CLOSE_OLD(ResponseField.CONNECTION),
    /** After this error, what follows on the connection cannot be trusted. */
    CLOSE_AFTER_ERROR(ResponseField.CONNECTION),
    /** The server is being stopped. */
    CLOSE_STOPPING(ResponseField.CONNECTION),
    /** HTTP/1.0 with keep-alive, which has to be confirmed. */
    KEPT_OLD(ResponseField.CONNECTION);

    private static final Pattern CLOSE_WANTED = Pattern.compile("(?im)^connection:(.*,)?[ \t]*close[ \t]*(,|\r?$)");
    private static final Pattern STORED_ENCODED_NAME = Pattern.compile("(?i)\\.(br|gz|unityweb)$");
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final ResponseField field;

    FieldReason(ResponseField field) {
        this.field = field;
    }

    /** {@return the field that is sent for this reason} */
    public ResponseField field() {
        return field;
    }

    /**
     * Why a line of an answer's head was sent, if it is the server's own: see {@link Why#origins} for the others.
     *
     * @param request with its head
     * @param response the answer that had the line
     * @param name the field's name
     * @param value the field's value
     * @return empty for a field that this server does not send
     */
    public static Optional<FieldReason> of(
            RequestReceived request, ResponseFinished response, String name, String value) {
        return ResponseField.named(name).map(field -> switch (field) {
            case DATE -> DATE;
            case SERVER -> SERVER;
            case CONTENT_TYPE_OPTIONS -> NO_GUESSING;
            case CONTENT_TYPE -> type(response, value);
            case CONTENT_ENCODING -> isStoredEncoded(response) ? STORED_ENCODED : ENCODED_FOR_CLIENT;
            case CONTENT_LENGTH -> length(request, response, value);
            case CONTENT_RANGE -> value.startsWith("bytes */") ? RANGE_BEYOND : RANGE_SENT;
            case ETAG -> tag(response, value);
            case LAST_MODIFIED -> TIME_OF_FILE;
            case ACCEPT_RANGES -> RANGES_SERVED;
            case CACHE_CONTROL -> cacheControl(response);
            case VARY -> vary(value);
            case CONTENT_SECURITY_POLICY -> scripts(response, value);
            case LOCATION -> location(response.why().rule());
            case ALLOW_ORIGIN -> value.equals("*") ? SHARED : OWN_PROBE;
            case EXPOSE_HEADERS -> SHARED_FIELDS;
            case ALLOW_METHODS -> SHARED_METHODS;
            case ALLOW_HEADERS -> SHARED_REQUESTS;
            case OPENER_POLICY -> ISOLATED_OPENER;
            case EMBEDDER_POLICY -> ISOLATED_EMBEDDER;
            case ALLOW -> METHODS;
            case LIVE_RELOAD -> value.contains("forbid") || ScriptPolicy.forbiddenByHead(response.headText())
                    ? SCRIPT_FORBIDDEN : SCRIPT_ADDED;
            case CLEAR_SITE_DATA -> SITE_RESET;
            case UPGRADE -> WEBSOCKET;
            case WEBSOCKET_ACCEPT -> WEBSOCKET_ACCEPTED;
            case WEBSOCKET_VERSION -> WEBSOCKET_VERSION;
            case RETRY_AFTER -> TRY_AGAIN;
            case CONNECTION -> connection(request, response, value);
        });
    }

    /** What is encoded for a client is told of as the file that it was made of. */
    private static boolean isStoredEncoded(ResponseFinished response) {
        return response.file() != null && STORED_ENCODED_NAME.matcher(response.file()).find();
    }

    /** A file was sent: also the folder's own 404.html. The pages of 412 and 416 are about a file, and no file. */
    private static boolean isFile(ResponseFinished response) {
        return response.file() != null
                && (response.status() < BAD_REQUEST || response.status() == NOT_FOUND || response.status() == GONE);
    }

    private static FieldReason scripts(ResponseFinished response, String value) {
        if (!value.contains("script-src")) {
            return NOTHING_RUNS;
        }
        return response.why().rule() == Rule.OWN_PAGE ? OWN_SCRIPT : ONLY_RELOAD_RUNS;
    }

    private static FieldReason tag(ResponseFinished response, String value) {
        if (response.file() == null) {
            return TAG_OF_OWN_PAGE;
        }
        return value.contains("-live-") ? TAG_OF_LIVE_PAGE : TAG_OF_FILE;
    }

    private static FieldReason type(ResponseFinished response, String value) {
        if (!isFile(response)) {
            return switch (response.why().rule()) {
                case LISTING -> TYPE_OF_LISTING;
                case OWN_PAGE -> TYPE_OF_OWN;
                default -> TYPE_OF_PAGE;
            };
        }
        if (response.why().rule() == Rule.RANGES) {
            return TYPE_OF_PARTS;
        }
        if (value.equals("application/octet-stream")) {
            return TYPE_UNKNOWN;
        }
        return value.contains("charset=") ? TYPE_OF_TEXT : TYPE_OF_NAME;
    }

    private static FieldReason length(RequestReceived request, ResponseFinished response, String value) {
        if (value.equals("0")) {
            return LENGTH_OF_NOTHING;
        }
        if (request.method().equals("HEAD")) {
            return LENGTH_FOR_HEAD;
        }
        Rule rule = response.why().rule();
        return rule == Rule.RANGE || rule == Rule.RANGES ? LENGTH_OF_PART : LENGTH;
    }

    private static FieldReason vary(String value) {
        if (value.contains("Sec-Fetch-Dest")) {
            return value.contains("Accept-Encoding") ? SHOWN_OR_READ_CODED : SHOWN_OR_READ;
        }
        if (value.equals("Accept-Encoding")) {
            return CODING_OF_CLIENT;
        }
        return value.contains("User-Agent") ? SYSTEM_OF_VISITOR : LANGUAGE_OF_PAGE;
    }

    private static FieldReason location(Rule rule) {
        return switch (rule) {
            case CLEAN_URL_REDIRECT -> ENDING_LEFT_OUT;
            case HTTPS_REDIRECT -> HTTPS_INSTEAD;
            case REDIRECT_RULE -> RULE_DESTINATION;
            default -> SLASH_ADDED;
        };
    }

    private static FieldReason cacheControl(ResponseFinished response) {
        return switch (response.why().rule()) {
            case DIRECTORY_SLASH, CLEAN_URL_REDIRECT, HTTPS_REDIRECT, REDIRECT_RULE -> ASK_FOR_REDIRECTION;
            default -> isFile(response) ? ASK_EACH_TIME : ASK_FOR_PAGE;
        };
    }

    private static FieldReason connection(RequestReceived request, ResponseFinished response, String value) {
        if (value.equals("Upgrade")) {
            return UPGRADED;
        }
        if (!value.equals("close")) {
            return KEPT_OLD;
        }
        if (isLastOfConnection(response.why().rule())) {
            return CLOSE_AFTER_ERROR;
        }
        if (CLOSE_WANTED.matcher(request.headText()).find()) {
            return CLOSE_ASKED;
        }
        if (request.version().equals("HTTP/1.0")) {
            return CLOSE_OLD;
        }
        return isAboutMethod(response.why().rule()) ? CLOSE_AFTER_ERROR : CLOSE_STOPPING;
    }

    /** The body of such a request is not read when it is large. */
    private static boolean isAboutMethod(Rule rule) {
        return rule == Rule.METHOD_NOT_ALLOWED || rule == Rule.METHOD_UNKNOWN;
    }

    private static boolean isLastOfConnection(Rule rule) {
        return switch (rule) {
            case MALFORMED_HEAD, BAD_HOST, BAD_TARGET, BAD_FRAMING, BAD_CHUNK, REQUEST_TIMEOUT, BODY_TOO_LARGE,
                    TARGET_TOO_LONG, EXPECTATION_UNKNOWN, HEADERS_TOO_LARGE, CODING_UNKNOWN, VERSION_UNKNOWN -> true;
            default -> false;
        };
    }
}
