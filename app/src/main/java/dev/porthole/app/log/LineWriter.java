package dev.porthole.app.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A line for each request, in UTF-8; after the first line if the format begins with names of columns. */
public final class LineWriter implements LogWriter {

    private final OutputStream out;
    private final LineFormat format;

    /** Writes the first line, if there is one. The stream should be buffered. */
    public LineWriter(OutputStream out, LineFormat format) throws IOException {
        this.out = out;
        this.format = format;
        if (!format.firstLine().isEmpty()) {
            write(format.firstLine());
        }
    }

    @Override
    public void write(FinishedRequest finished) throws IOException {
        write(format.line(finished));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void write(String line) throws IOException {
        out.write((line + format.lineEnd()).getBytes(StandardCharsets.UTF_8));
    }
}
