package dev.porthole.app.inspector.preview;

import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.files.CurrentTag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.image.Image;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Reads the file that answered and makes a preview of it. Bounded in all it reads; waits for the disk. */
final class PreviewLoader {

    /** So much is read of text and bytes. */
    static final int MOST_BYTES = 1 << 20;

    /** Pictures and fonts cannot be shown in part. */
    private static final int MOST_WHOLE = 16 << 20;
    private static final long MOST_PIXELS = 50_000_000;
    private static final double WIDEST_PICTURE = 1_600;
    private static final double FONT_SIZE = 24;
    private static final Pattern ETAG = Pattern.compile("(?im)^etag: *(\"[^\"\r\n]*\")");

    private final List<Phrase> notices = new ArrayList<>();
    private final List<Preview.Fact> facts = new ArrayList<>();
    private final String name;

    private PreviewLoader(String name) {
        this.name = name;
    }

    /** The preview of what is now in the place of the file that answered. Never fails; says what is wrong. */
    static Preview load(Path folder, ResponseFinished response) {
        String file = response.file();
        if (file == null) {
            return Preview.saying(Phrase.of("preview.noFile"));
        }
        try {
            Path path = folder.resolve(file);
            if (!Files.isRegularFile(path)) {
                return Preview.saying(Phrase.of("preview.gone"));
            }
            return new PreviewLoader(file).read(path, response);
        } catch (IOException | InvalidPathException e) {
            return Preview.saying(Phrase.of("preview.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private Preview read(Path path, ResponseFinished response) throws IOException {
        Matcher sent = ETAG.matcher(response.headText());
        if (sent.find()) {
            Optional<String> now = CurrentTag.of(path);
            if (!now.equals(Optional.of(sent.group(1)))) {
                notices.add(Phrase.of("preview.changed"));
            }
        } else if (response.status() != 304) {
            notices.add(Phrase.of("preview.perhapsChanged"));
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            long size = channel.size();
            byte[] head = MediaFacts.read(channel, 0, MOST_BYTES);
            FileKind kind = FileKind.of(head);
            if (!kind.label().isEmpty()) {
                fact("preview.format", kind.label());
            }
            String exact = Quantities.exactBytes(size);
            String round = Quantities.bytes(size);
            fact("preview.size", round.equals(exact) ? exact : round + " (" + exact + ")");
            Preview.Content content = content(kind, head, channel);
            return new Preview(List.copyOf(notices), List.copyOf(facts), content);
        }
    }

    private Preview.Content content(FileKind kind, byte[] head, SeekableByteChannel channel) throws IOException {
        if (kind == FileKind.TEXT) {
            tellIfCut(head.length, channel.size());
            return text(head);
        }
        if (kind.isPicture()) {
            Optional<MediaFacts.Pixels> pixels = MediaFacts.pixels(kind, head);
            pixels.ifPresent(found -> fact("preview.pixels", found.width() + " × " + found.height()));
            Preview.Content picture = picture(kind, pixels, channel);
            if (picture != null) {
                return picture;
            }
        } else if (kind.isFont()) {
            Preview.Content font = font(channel);
            if (font != null) {
                return font;
            }
        } else if (kind.isMedia()) {
            MediaFacts.duration(kind, head, channel).ifPresent(duration -> fact(
                    "preview.duration", Quantities.duration(duration.toNanos())));
            notices.add(Phrase.of("preview.notPlayed"));
        }
        tellIfCut(head.length, channel.size());
        return new Preview.Bytes(new HexLines(head));
    }

    private Preview.Content text(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        return new Preview.Words(TextLines.of(TextLanguage.ofName(name), text.startsWith("\ufeff")
                ? text.substring(1) : text));
    }

    private Preview.@Nullable Content picture(
            FileKind kind, Optional<MediaFacts.Pixels> pixels, SeekableByteChannel channel) throws IOException {
        boolean decodable = switch (kind) {
            case PNG, JPEG, GIF, BMP -> true;
            default -> false;
        };
        if (!decodable) {
            notices.add(Phrase.of("preview.notDecoded"));
            return null;
        }
        if (pixels.isEmpty()) {
            notices.add(Phrase.of("preview.broken"));
            return null;
        }
        MediaFacts.Pixels found = pixels.get();
        if (channel.size() > MOST_WHOLE || found.width() > MOST_PIXELS / found.height()) {
            notices.add(Phrase.of("preview.tooLarge"));
            return null;
        }
        double width = Math.min(WIDEST_PICTURE, (double) found.width());
        Image image = new Image(new ByteArrayInputStream(
                MediaFacts.read(channel, 0, MOST_WHOLE)), width, 0, true, true);
        if (image.isError()) {
            notices.add(Phrase.of("preview.broken"));
            return null;
        }
        return new Preview.Picture(image);
    }

    private Preview.@Nullable Content font(SeekableByteChannel channel) throws IOException {
        if (channel.size() > MOST_WHOLE) {
            notices.add(Phrase.of("preview.tooLarge"));
            return null;
        }
        Font font = Font.loadFont(new ByteArrayInputStream(MediaFacts.read(channel, 0, MOST_WHOLE)), FONT_SIZE);
        if (font == null) {
            notices.add(Phrase.of("preview.notDecoded"));
            return null;
        }
        fact("preview.font", font.getName());
        return new Preview.Typeface(font);
    }

    private void tellIfCut(int shown, long size) {
        if (shown < size) {
            notices.add(Phrase.of("preview.cut", Quantities.bytes(shown), Quantities.bytes(size)));
        }
    }

    private void fact(String key, String value) {
        facts.add(new Preview.Fact(key, value));
    }
}
