package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Content in a coding, made once and kept for the next who asks. What has not been asked for the longest time makes
 * room. For any thread; who asks for what is just being made waits for it.
 */
final class CodedMemory {

    /** What an entry takes besides its bytes, about. */
    private static final int ENTRY_BYTES = 512;

    /**
     * What content in a coding was made of.
     *
     * @param name the file's
     * @param entityTag of the content as it is
     */
    record Key(String name, String entityTag, ContentCoding coding) {}

    /**
     * Content in a coding.
     *
     * @param bytes the content; empty when it would be no smaller than it is without
     * @param plainLength the length of the content as it is
     * @param nanos how long it took
     */
    record Coded(byte[] bytes, int plainLength, long nanos) {

        boolean isWorthwhile() {
            return bytes.length > 0;
        }
    }

    /** Makes it. */
    @FunctionalInterface
    interface Maker {
        Coded make() throws IOException;
    }

    private final long mostBytes;
    private final Map<Key, Coded> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Key, CompletableFuture<Coded>> beingMade = new HashMap<>();
    private long bytes;

    /** Memory of a chosen size. */
    CodedMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** As much as this program can spare for it: a sixteenth of its heap, and 32 MiB at most. */
    static CodedMemory spared() {
        return new CodedMemory(Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 16));
    }

    /** What was made before, or is made now. */
    Coded get(Key key, Maker maker) throws IOException {
        CompletableFuture<Coded> mine = new CompletableFuture<>();
        CompletableFuture<Coded> others;
        synchronized (this) {
            Coded before = kept.get(key);
            if (before != null) {
                return before;
            }
            others = beingMade.putIfAbsent(key, mine);
        }
        if (others != null) {
            return await(others);
        }
        try {
            Coded coded = maker.make();
            keep(key, coded);
            mine.complete(coded);
            return coded;
        } catch (IOException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            synchronized (this) {
                beingMade.remove(key);
            }
        }
    }

    private static Coded await(CompletableFuture<Coded> others) throws IOException {
        try {
            return others.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private synchronized void keep(Key key, Coded coded) {
        kept.put(key, coded);
        bytes += ENTRY_BYTES + coded.bytes().length;
        var eldest = kept.values().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= ENTRY_BYTES + eldest.next().bytes().length;
            eldest.remove();
        }
    }

    /** How many bytes are kept, about. */
    synchronized long bytes() {
        return bytes;
    }
}
