package dev.porthole.server.http;

import io.netty.channel.Channel;

/** Where the answer to a request goes that came on a stream of its own. For the connection's event loop only. */
public interface AnswerStream {

    /**
     * Takes the content, as bytes or parts of files.
     *
     * @return the channel of the connection, or of the one stream
     */
    Channel channel();

    /**
     * Sends the head, at the latest with the next flush of the channel.
     *
     * @param status its status
     * @param fields the header fields, one line each, with their names in lower case
     * @param contentLength how many bytes of content follow; the last of them ends the stream
     */
    void head(int status, String fields, long contentLength);

    /**
     * {@return how many bytes were sent so far beside the content: the head, compressed, and the headers of frames}
     */
    long sentBesideContent();

    /** Asks for no more of the request, which has been answered without it (RFC 9113 section 8.1). */
    void refuseRest();

    /** Ends the stream at once because the request is malformed (RFC 9113 section 8.1.1). */
    void resetMalformed();

    /** Ends the stream at once, so that the client can tell that its answer is not whole. */
    void resetCut();
}
