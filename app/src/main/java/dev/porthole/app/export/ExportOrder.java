package dev.porthole.app.export;

import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.net.URI;
import java.util.function.Predicate;

/**
 * What is to be written.
 *
 * @param log where the requests are
 * @param chosen which of them are wanted
 * @param format as what
 * @param withSecrets whether cookies and authorizations are written too
 * @param site the address of the site, for requests that do not name one
 * @param programVersion the version of this program
 */
record ExportOrder(
        EventLog log,
        Predicate<Exchange> chosen,
        ExportFormat format,
        boolean withSecrets,
        URI site,
        String programVersion) {}
