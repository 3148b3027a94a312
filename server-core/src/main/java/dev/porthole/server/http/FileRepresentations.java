package dev.porthole.server.http;

import dev.porthole.server.event.CodingFact;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.MediaTypes;
import dev.porthole.server.files.PercentEncoding;
import dev.porthole.server.files.ServedFile;
import dev.porthole.server.hosting.RuledField;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selects the representation of a file that goes out (RFC 9110 section 3.2): with the script of live reload for who
 * shows a page, in a coding for who accepts that, with the type that a rule gives it, or simply as it is. Waits for
 * the disk, so for file threads.
 */
final class FileRepresentations {

    private final FileMemory memory;
    private final FileResponses files;
    private final HostingRules rules;
    private final RuleFiles ruleFiles;
    private final @Nullable Compression compression;
    private final @Nullable ReloadedPages reloaded;
    private final AnswerMemory waitingFiles = AnswerMemory.spared();
    private final AnswerMemory waitingPages = AnswerMemory.spared();

    /**
     * Selects by the options of a site.
     *
     * @param compression null where nothing is compressed
     * @param reloaded null where pages are not told of changes
     */
    FileRepresentations(
            FileMemory memory,
            FileResponses files,
            HostingRules rules,
            RuleFiles ruleFiles,
            @Nullable Compression compression,
            @Nullable ReloadedPages reloaded) {
        this.memory = memory;
        this.files = files;
        this.rules = rules;
        this.ruleFiles = ruleFiles;
        this.compression = compression;
        this.reloaded = reloaded;
    }

    /** The answer about a file that was found; takes over the file. */
    Response answer(Request request, FoundFile found, Rule rule, long generation) throws IOException {
        ReloadedPages pages = reloaded;
        if (pages == null) {
            return asItIs(request, found, rule, generation);
        }
        pages.sent(found.file());
        String path = PercentEncoding.readable(found.relativePath());
        String mediaType = MediaTypes.of(path.substring(path.lastIndexOf('/') + 1));
        if (!ReloadedPages.isPage(mediaType)) {
            return asItIs(request, found, rule, generation);
        }
        return pages.variant(page(request, found, pages, rule, mediaType));
    }

    /** Never from the memory for answers, which knows the request line only: here it matters who asks. */
    private Response page(Request request, FoundFile found, ReloadedPages pages, Rule rule, String mediaType)
            throws IOException {
        ServedFile file = found.file();
        AnswerMemory.Share share = pages.isExtended(request, file) ? waitingPages.take(file.size()) : null;
        if (share == null) {
            return asItIs(request, found, rule, 0);
        }
        try {
            String path = PercentEncoding.readable(found.relativePath());
            Representation plain = Representation.plain(mediaType, FileResponses.validators(file));
            StoredFile read = StoredFile.read(file, new Selection(plain, Why.of(rule), path, 0));
            file.close();
            StoredFile extended = pages.extended(read);
            Response answer = files.response(request, extended).about(path).holding(share);
            return extended.equals(read) ? answer : pages.marked(answer);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            share.giveBack();
            throw e;
        }
    }

    private Response asItIs(Request request, FoundFile found, Rule rule, long generation) throws IOException {
        ServedFile file = found.file();
        long openedNanos = System.nanoTime();
        String path = PercentEncoding.readable(found.relativePath());
        String mediaType = mediaType(request, path.substring(path.lastIndexOf('/') + 1));
        Representation plain = Representation.plain(mediaType, FileResponses.validators(file));
        Selection selection = new Selection(plain, Why.of(rule), path, generation);
        if (compression == null && !rules.encodedFiles()) {
            return send(request, file, selection);
        }
        Compression.Choice choice;
        try {
            Representation stored =
                    rules.encodedFiles() ? EncodedFiles.representation(request, found, plain) : plain;
            if (!stored.equals(plain)) {
                return send(request, file, selection.with(stored));
            }
            choice = compression == null
                    ? new Compression.OneForm() : compression.choose(request, found, mediaType, generation);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
        return switch (choice) {
            case Compression.OneForm oneForm -> send(request, file, selection);
            case Compression.AsItIs asItIs -> send(
                    request, file, selection.with(plain.chosenFor(asItIs.accepted()), "", asItIs.vouchedFor()));
            case Compression.Beside beside -> {
                file.close();
                ServedFile other = beside.file().file();
                Representation coded =
                        plain.in(beside.coding(), FileResponses.validators(other), true, beside.accepted());
                String name = PercentEncoding.readable(beside.file().relativePath());
                String fact = CodingFact.beside(beside.coding().token(), name);
                yield send(
                        request, other, selection.with(coded, fact, beside.vouchedFor()).inPlaceOf(file));
            }
            case Compression.Encoded encoded -> encoded(request, file, selection, encoded, openedNanos);
        };
    }

    private Response encoded(
            Request request, ServedFile file, Selection plain, Compression.Encoded encoded, long openedNanos)
            throws IOException {
        byte[] content = encoded.content().bytes();
        AnswerMemory.Share share = waitingFiles.take(content.length);
        if (share == null) {
            return send(request, file, plain.with(plain.representation().chosenFor(encoded.accepted()), "", false));
        }
        file.close();
        Representation coded = plain.representation().in(
                encoded.coding(), plain.representation().validators(), false, encoded.accepted());
        String fact = CodingFact.encoded(
                encoded.coding().token(), encoded.content().plainLength(), content.length, encoded.content().nanos());
        // What is too large to be kept ready is kept encoded all the same.
        boolean kept = encoded.vouchedFor() && content.length <= StoredFile.MOST_BYTES;
        StoredFile stored = StoredFile.of(file, content, plain.with(coded, fact, kept), openedNanos);
        return files.response(request, stored).about(plain.name()).holding(share);
    }

    private Response send(Request request, ServedFile file, Selection selection) throws IOException {
        if (file.size() > StoredFile.MOST_BYTES) {
            try {
                keepOpen(request, file, selection);
            } catch (IOException | RuntimeException | Error e) {
                file.close();
                throw e;
            }
            return files.response(request, file, selection);
        }
        AnswerMemory.Share share = waitingFiles.take(file.size());
        if (share == null && selection.generation() == 0) {
            return files.response(request, file, selection);
        }
        try {
            StoredFile stored = StoredFile.read(file, selection);
            if (share == null) {
                return files.response(request, file, stored, selection);
            }
            file.close();
            return files.response(request, stored).about(selection.name()).holding(share);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            if (share != null) {
                share.giveBack();
            }
            throw e;
        }
    }

    /** By the ending of the name, unless a rule for the path says otherwise. */
    private String mediaType(Request request, String name) throws IOException {
        String type = rules.ruleHeaders() ? ruledType(request) : null;
        return type == null ? MediaTypes.of(name) : type;
    }

    private @Nullable String ruledType(Request request) throws IOException {
        RequestTarget target = request.target();
        if (target == null) {
            return null;
        }
        String path = target.below(rules.baseNames()).path();
        return ruleFiles.current().book().headers().forPath(path).stream()
                .filter(field -> field.name().equalsIgnoreCase("Content-Type"))
                .map(RuledField::value).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** Only a file that is watched, and whose validators cannot lie. */
    private void keepOpen(Request request, ServedFile file, Selection selection) throws IOException {
        boolean forEverybody = !selection.representation().isNegotiated();
        boolean vouchedFor = file.entityTag().isPresent() && file.lastModified().isPresent();
        if (forEverybody && vouchedFor && selection.generation() > 0) {
            long now = System.nanoTime();
            HeldBack last = HeldBack.read(file, new ByteRanges.Range(0, file.size() - 1));
            file.share().ifPresent(shared -> memory.keepOpen(
                    request.head().target(), new OpenFiles.OpenFile(shared, last, selection, now)));
        }
    }

    /** The answer about a large file that is open already; takes over this use of it. For event loops too. */
    Response answer(Request request, OpenFiles.OpenFile open, ServedFile file) {
        Selection selection = open.selection();
        HeldBack last = open.last().sharedBy(file, () -> memory.isUnchangedSince(selection.generation()));
        return files.response(request, file, selection).last(last);
    }
}
