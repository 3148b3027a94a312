package dev.porthole.server.http;

/** One of the pages that the server has itself, whatever the folder holds. */
@FunctionalInterface
interface OwnPage {

    /** The answer to GET or HEAD. Runs on a file thread. */
    Response answer(Request request);
}
