package dev.porthole.server.event;

/** The rules that decide the status of an answer. */
public enum Rule {
    /** 200: the path names this file. */
    FILE,
    /** 200: the path names a directory that has an index.html. */
    INDEX,
    /** 200: the path names a directory without one, so its content is listed. */
    LISTING,
    /** 200: nothing has this name, and the site is one page that makes its paths itself. */
    FALLBACK,
    /** 200: the path names a page without its ending, and the site leaves endings out. */
    CLEAN_URL,
    /** 200: a page that the server has itself, whatever the folder holds. */
    OWN_PAGE,
    /** 200: a line of {@code _redirects} shows another file at this path. */
    REWRITE_RULE,
    /** 200: OPTIONS; the allowed methods were listed (RFC 9110 section 9.3.7). */
    OPTIONS,
    /** 200: a Range was sent but If-Range did not match, so the whole file follows (13.1.5). */
    IF_RANGE_FAILED,
    /** 200: a Range was sent that is not valid or not reasonable, so it was ignored (14.2). */
    RANGE_IGNORED,
    /** 206: one range of the file. */
    RANGE,
    /** 206: several ranges of the file, as multipart/byteranges. */
    RANGES,
    /** 304: If-None-Match named the file's current entity tag (13.1.2). */
    ETAG_MATCHED,
    /** 304: not changed since the date in If-Modified-Since (13.1.3). */
    NOT_MODIFIED_SINCE,
    /** 301, 302, 303, 307, 308: a line of {@code _redirects} leads elsewhere. */
    REDIRECT_RULE,
    /** 307: a directory was asked for without its closing slash; 301 or 308 as the previewed service has it. */
    DIRECTORY_SLASH,
    /** 307: a page was asked for with its ending, and the site leaves endings out; 301 or 308 likewise. */
    CLEAN_URL_REDIRECT,
    /** 307: the request came without TLS, and the site is served by HTTPS. */
    HTTPS_REDIRECT,
    /** 400: the request head breaks the grammar of HTTP. */
    MALFORMED_HEAD,
    /** 400: the Host header is missing, repeated or not valid (RFC 9112 section 3.2). */
    BAD_HOST,
    /** 400: the request target has a wrong form, or leads above the root. */
    BAD_TARGET,
    /** 400: Content-Length or Transfer-Encoding cannot be trusted (RFC 9112 section 6.3). */
    BAD_FRAMING,
    /** 400: the chunked body breaks its grammar (RFC 9112 section 7.1). */
    BAD_CHUNK,
    /** 403: the Host is not a name of this server; a defence against DNS rebinding. */
    FOREIGN_HOST,
    /** 403: the system does not let the server read the file. */
    NOT_PERMITTED,
    /** 403: a symbolic link leads out of the served folder. */
    LINK_ESCAPES,
    /** 403: not a regular file: a pipe, a socket or a device. */
    SPECIAL_FILE,
    /** 404: nothing has this name. */
    NOT_FOUND,
    /** 404: the name begins with a dot; such files are hidden. */
    DOTFILE,
    /** 404: the path names a directory, and listings are off. */
    LISTING_OFF,
    /** 404: the path lies outside of the base path under which the site is served. */
    OUTSIDE_BASE,
    /** 404: rules for the hosting service stand in this file, which is not served itself. */
    RULE_FILE,
    /** 404, 410: a line of {@code _redirects} answers this path with an error. */
    ERROR_RULE,
    /** 405: a static server only answers GET, HEAD and OPTIONS. */
    METHOD_NOT_ALLOWED,
    /** 408: the request was not complete in time. */
    REQUEST_TIMEOUT,
    /** 412: If-Match did not name the current entity tag (RFC 9110 section 13.1.1). */
    IF_MATCH_FAILED,
    /** 412: changed since the date in If-Unmodified-Since (13.1.4). */
    MODIFIED_SINCE,
    /** 413: the request body is larger than the server reads past. */
    BODY_TOO_LARGE,
    /** 414: the request line is too long. */
    TARGET_TOO_LONG,
    /** 416: no range lies within the file (15.5.17). */
    RANGE_NOT_SATISFIABLE,
    /** 417: an expectation other than 100-continue (10.1.1). */
    EXPECTATION_UNKNOWN,
    /** 431: the header section is too large or has too many lines (RFC 6585). */
    HEADERS_TOO_LARGE,
    /** 500: something went wrong inside the server. */
    SERVER_ERROR,
    /** 501: a method that HTTP does not define. */
    METHOD_UNKNOWN,
    /** 501: a transfer coding other than chunked (RFC 9112 section 6.1). */
    CODING_UNKNOWN,
    /** 503: more work than the server takes at once, or no file descriptor left. */
    OVERLOADED,
    /** 505: a version of HTTP other than 1.x. */
    VERSION_UNKNOWN,
    /** 101: the page of a site with live reload listens from now on (RFC 6455 section 4.2.2). */
    WEBSOCKET,
    /** 426: only WebSocket is spoken here (RFC 9110 section 15.5.22). */
    WEBSOCKET_EXPECTED,
    /** 400: no Sec-WebSocket-Key, or none that is one (RFC 6455 section 4.2.1). */
    WEBSOCKET_KEY,
    /** 403: a page of another site wants to listen (RFC 6455 section 10.2). */
    WEBSOCKET_FOREIGN,
    /** 400 to 599: a rule for faults wants this status. */
    FAULT_STATUS,
    /** 444, which only stands in the log: on purpose no answer was sent, until the client left or the time was up. */
    FAULT_NO_ANSWER,
    /** Any status, decided elsewhere: the exchange was read from a file that does not tell the reason. */
    NOT_TOLD
}
