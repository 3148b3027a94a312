package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What one client says on one connection, decided by its seed alone.
 *
 * @param batches what it sends before it waits for answers, one after the other
 */
record Conversation(List<Batch> batches) {

    private static final int MOST_BATCHES = 8;
    private static final int MOST_REQUESTS = 20;
    private static final int MOST_CUTS = 6;

    /**
     * Some pipelined requests, and a last one whose answer tells that all others have been answered.
     *
     * @param parts the same bytes as they are handed to the system, piece by piece
     * @param end how the last answer ends
     */
    record Batch(List<byte[]> parts, String end) {

        String text() {
            StringBuilder text = new StringBuilder();
            for (byte[] part : parts) {
                text.append(new String(part, ISO_8859_1));
            }
            return text.toString();
        }
    }

    /** The content of the file that the last request of a batch asks for. */
    static String endOfBatch(int batch) {
        return "<end of batch " + batch + ">";
    }

    /** The files that the server must have, for the ends of batches. */
    static void serveEnds(ServedFolder folder) throws IOException {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            folder.file("end-" + batch, endOfBatch(batch));
        }
    }

    static Conversation of(long seed, RequestGrammar grammar) {
        Random random = new Random(seed);
        int wildness = RequestGrammar.one(random, List.of(0, 2, 8, 40));
        List<Batch> batches = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_BATCHES);
        for (int batch = 0; batch < count; batch++) {
            StringBuilder text = new StringBuilder();
            int requests = 1 + random.nextInt(MOST_REQUESTS);
            for (int i = 0; i < requests; i++) {
                text.append(piece(random, wildness, grammar));
            }
            text.append("GET /end-").append(batch).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
            batches.add(new Batch(cut(random, text.toString().getBytes(ISO_8859_1)), endOfBatch(batch)));
        }
        return new Conversation(batches);
    }

    private static String piece(Random random, int wildness, RequestGrammar grammar) {
        String request = grammar.request(random);
        if (!RequestGrammar.chance(random, wildness)) {
            return request;
        }
        if (RequestGrammar.chance(random, 10)) {
            return Mutation.splice(request, grammar.request(random), random);
        }
        return Mutation.several(request, random);
    }

    private static List<byte[]> cut(Random random, byte[] bytes) {
        if (RequestGrammar.chance(random, 50)) {
            return List.of(bytes);
        }
        int[] cuts = random.ints(1 + random.nextInt(MOST_CUTS), 0, bytes.length).sorted().toArray();
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            parts.add(Arrays.copyOfRange(bytes, from, cut));
            from = cut;
        }
        parts.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return parts;
    }
}
