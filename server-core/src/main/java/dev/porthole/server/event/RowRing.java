package dev.porthole.server.event;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Rows for the newest requests. The number of a request is its place; blocks of rows are made when they are
 * first needed, so that a site nobody visits takes no memory.
 */
final class RowRing {

    /** A power of two, so that a row is found without a division. */
    private final int size;
    private final int blockRows;
    private final AtomicReferenceArray<@Nullable RowBlock> blocks;

    /** A ring with at least so many rows. */
    RowRing(int rows) {
        size = rows == 1 ? 1 : Integer.highestOneBit(rows - 1) << 1;
        blockRows = Math.min(size, RowBlock.ROWS);
        blocks = new AtomicReferenceArray<>(size / blockRows);
    }

    /** How many rows there are. */
    int size() {
        return size;
    }

    /** See {@link RowBlock#receive}. */
    int receive(RequestReceived request, @Nullable ConnectionActivity activity, String head, int headBytes) {
        long number = request.number();
        RowBlock block = block(number);
        return (block == null ? newBlock(number) : block).receive(row(number), request, activity, head, headBytes);
    }

    /** See {@link RowBlock#finish}. */
    boolean finish(ResponseFinished response, String head, int headBytes) {
        RowBlock block = block(response.number());
        return block != null && block.finish(row(response.number()), response, head, headBytes);
    }

    /** See {@link RowBlock#dropHeads}. */
    int dropHeads(long number) {
        RowBlock block = block(number);
        return block == null ? 0 : block.dropHeads(row(number), number);
    }

    /** See {@link RowBlock#isGone}. */
    boolean isGone(long number) {
        RowBlock block = block(number);
        return block != null && block.isGone(row(number), number);
    }

    /** See {@link RowBlock#isFinished}. */
    boolean isFinished(long number) {
        RowBlock block = block(number);
        return block != null && block.isFinished(row(number), number);
    }

    /** See {@link RowBlock#read}. */
    @Nullable Exchange read(long number) {
        RowBlock block = block(number);
        return block == null ? null : block.read(row(number), number);
    }

    /** The block with the row for this number, or null where none was needed yet. */
    @Nullable RowBlock block(long number) {
        return blocks.getAcquire(place(number) / blockRows);
    }

    private RowBlock newBlock(long number) {
        RowBlock mine = new RowBlock(blockRows);
        RowBlock other = blocks.compareAndExchange(place(number) / blockRows, null, mine);
        return other == null ? mine : other;
    }

    /** The place of this number's row in its block. */
    int row(long number) {
        return place(number) & (blockRows - 1);
    }

    private int place(long number) {
        return (int) number & (size - 1);
    }
}
