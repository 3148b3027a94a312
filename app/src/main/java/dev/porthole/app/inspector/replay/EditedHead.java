package dev.porthole.app.inspector.replay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A request head as text to be edited, and the bytes that are sent for it.
 *
 * @param text with a line feed after each line
 * @param charset how its characters become bytes
 */
record EditedHead(String text, Charset charset) {

    /** Longer ones are not sent. */
    static final int MOST_BYTES = 64 << 10;

    /** The head as the log keeps it, one character a byte; as UTF-8 where it is UTF-8. */
    static EditedHead of(String headText) {
        byte[] bytes = headText.getBytes(StandardCharsets.ISO_8859_1);
        String lines = "";
        Charset charset = StandardCharsets.UTF_8;
        try {
            lines = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            lines = headText;
            charset = StandardCharsets.ISO_8859_1;
        }
        return new EditedHead(lines.replace("\r\n", "\n").stripTrailing(), charset);
    }

    EditedHead withText(String edited) {
        return new EditedHead(edited, charset);
    }

    /** Each line with CR LF, and an empty one at the end. */
    byte[] bytes() {
        return (text.replace("\n", "\r\n") + "\r\n\r\n").getBytes(charset);
    }
}
