package dev.porthole.lab.program;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 that arrives in parts, which may end within a character; U+FFFD stands for what is not UTF-8. */
final class StreamDecoder {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] half = {};

    /** The text of what arrived, as far as its characters are whole. */
    String decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(half.length + bytes.length).put(half).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining());
        decoder.decode(in, out, false);
        half = new byte[in.remaining()];
        in.get(half);
        return out.flip().toString();
    }
}
