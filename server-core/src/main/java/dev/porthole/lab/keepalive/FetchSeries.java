package dev.porthole.lab.keepalive;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is told of a request, as a reading at the request's number.
 *
 * @param keep whether the connection is kept
 * @param moment what of it
 */
public record FetchSeries(boolean keep, Moment moment) {

    private static final String KEEP = "keep-alive/";
    private static final String CLOSE = "close/";

    /** A moment of a request, in nanoseconds since the fetch of the page began. */
    public enum Moment {
        /** No moment, but the number of its connection, from 1. */
        CONNECTION,
        /** The client begins: to connect, or to send if it is connected already. */
        OPENED,
        /** It is connected. */
        CONNECTED,
        /** The request is handed to the kernel. */
        SENT,
        /** The first byte of the answer has come. */
        FIRST,
        /** The last byte of the answer has come. */
        RECEIVED,
        /** The client is done: it has closed the connection, if it does not keep it. */
        CLOSED
    }

    /** {@return its name among readings} */
    public String name() {
        return (keep ? KEEP : CLOSE) + moment.name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the series with this name, or empty for a name of another kind}
     *
     * @param name of a reading's series
     */
    public static Optional<FetchSeries> named(String name) {
        return Stream.of(true, false)
                .flatMap(keep -> Stream.of(Moment.values()).map(moment -> new FetchSeries(keep, moment)))
                .filter(each -> each.name().equals(name)).findFirst();
    }
}
