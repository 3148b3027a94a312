package dev.porthole.server.event;

/**
 * Exact counts since the log was made; nothing that the log drops is missing from them.
 *
 * @param connections connections accepted
 * @param openConnections connections open now
 * @param requests requests received
 * @param responses answers finished
 * @param informational answers with a status of 1xx
 * @param successful answers with a status of 2xx
 * @param redirections answers with a status of 3xx
 * @param clientErrors answers with a status of 4xx
 * @param serverErrors answers with a status of 5xx
 * @param sentBytes bytes sent by finished answers, heads included
 * @param droppedRows rows that the log had to drop to stay within its size
 * @param acceptPauses how often no connection could be accepted
 */
public record Counters(
        long connections,
        long openConnections,
        long requests,
        long responses,
        long informational,
        long successful,
        long redirections,
        long clientErrors,
        long serverErrors,
        long sentBytes,
        long droppedRows,
        long acceptPauses) {}
