package dev.porthole.server.http;

import dev.porthole.server.event.Rule;
import io.netty.buffer.ByteBuf;

/**
 * Reads past a chunked body (RFC 9112 section 7.1), byte by byte and to the letter: hexadecimal digits only,
 * CRLF only, extensions and trailers within limits.
 */
final class ChunkedBody implements RequestBody {

    private static final int MOST_SIZE_DIGITS = 15;

    private enum State { SIZE, EXTENSION_BLANK, EXTENSION, SIZE_LF, DATA, DATA_CR, DATA_LF, TRAILER }

    private final HttpLimits limits;
    private final StringBuilder trailerLine = new StringBuilder();
    private final HeaderFields trailers = new HeaderFields();
    private State state = State.SIZE;
    private int sizeDigits;
    private long size;
    private long total;
    private int extensionBytes;
    private int trailerBytes;

    ChunkedBody(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public boolean exceeds(long limit) {
        return false;
    }

    @Override
    public boolean skip(ByteBuf in) throws RequestRefusedException {
        while (in.isReadable()) {
            if (state == State.DATA) {
                int skipped = (int) Math.min(size, in.readableBytes());
                in.skipBytes(skipped);
                size -= skipped;
                if (size > 0) {
                    return false;
                }
                state = State.DATA_CR;
            } else if (next(in.readUnsignedByte())) {
                return true;
            }
        }
        return false;
    }

    private boolean next(int c) throws RequestRefusedException {
        switch (state) {
            case SIZE -> sizeByte(c);
            case EXTENSION_BLANK, EXTENSION -> extensionByte(c);
            case SIZE_LF -> {
                expect(c, '\n');
                sizeLineComplete();
            }
            case DATA_CR -> {
                expect(c, '\r');
                state = State.DATA_LF;
            }
            case DATA_LF -> {
                expect(c, '\n');
                state = State.SIZE;
                sizeDigits = 0;
            }
            case TRAILER -> {
                return trailerByte(c);
            }
            case DATA -> throw new IllegalStateException("data is skipped in bulk");
        }
        return false;
    }

    private void sizeByte(int c) throws RequestRefusedException {
        int digit = Grammar.hexDigit(c);
        if (digit >= 0) {
            if (sizeDigits == 0) {
                size = 0;
            }
            if (++sizeDigits > MOST_SIZE_DIGITS) {
                throw bad("the chunk size is too long");
            }
            size = size * 16 + digit;
        } else if (sizeDigits == 0) {
            throw bad("no chunk size");
        } else {
            extensionByte(c);
        }
    }

    private void extensionByte(int c) throws RequestRefusedException {
        if (c == '\r' && state != State.EXTENSION_BLANK) {
            state = State.SIZE_LF;
            return;
        }
        if (++extensionBytes > limits.chunkExtensionBytes()) {
            throw bad("chunk extensions are too long");
        }
        if (state == State.EXTENSION) {
            if (Grammar.isForbiddenInValue(c)) {
                throw bad("a control character in a chunk extension");
            }
        } else if (c == ';') {
            state = State.EXTENSION;
        } else if (Grammar.isBlank(c)) {
            state = State.EXTENSION_BLANK;
        } else {
            throw bad("the chunk size is not hexadecimal");
        }
    }

    private void sizeLineComplete() throws RequestRefusedException {
        total += size;
        if (total > limits.bodyBytes()) {
            throw new RequestRefusedException(413, Rule.BODY_TOO_LARGE, limits.bodyBytes() + " B");
        }
        state = size == 0 ? State.TRAILER : State.DATA;
    }

    private boolean trailerByte(int c) throws RequestRefusedException {
        if (++trailerBytes > limits.trailerBytes()) {
            throw bad("trailers are too long");
        }
        if (c != '\n') {
            trailerLine.append((char) c);
            return false;
        }
        int last = trailerLine.length() - 1;
        if (last < 0 || trailerLine.charAt(last) != '\r') {
            throw bad("a line ends in LF without CR");
        }
        trailerLine.setLength(last);
        if (last == 0) {
            return true;
        }
        RequestHeadDecoder.fieldLine(trailerLine.toString(), trailers, limits.headerLines());
        trailerLine.setLength(0);
        return false;
    }

    private static void expect(int c, char expected) throws RequestRefusedException {
        if (c != expected) {
            throw bad("a chunk does not end where its size says");
        }
    }

    private static RequestRefusedException bad(String what) {
        return new RequestRefusedException(400, Rule.BAD_CHUNK, what);
    }
}
