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
import java.util.Optional;
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
    private final AnswerMemory waitingFiles;
    private final AnswerMemory waitingPages = AnswerMemory.spared();

    /**
     * Selects by the options of a site.
     *
     * @param compression null where nothing is compressed
     * @param reloaded null where pages are not told of changes
     * @param waitingFiles where the content of small files waits to be sent
     */
    FileRepresentations(
            FileMemory memory,
            FileResponses files,
            HostingRules rules,
            RuleFiles ruleFiles,
            @Nullable Compression compression,
            @Nullable ReloadedPages reloaded,
            AnswerMemory waitingFiles) {
        this.memory = memory;
        this.files = files;
        this.rules = rules;
        this.ruleFiles = ruleFiles;
        this.compression = compression;
        this.reloaded = reloaded;
        this.waitingFiles = waitingFiles;
    }

    /** The answer about a file that was found; takes over the file. */
    Response answer(Request request, FoundFile found, Rule rule, long generation) throws IOException {
        try {
            return select(request, found, rule, generation);
        } catch (IOException | RuntimeException | Error e) {
            found.file().close();
            throw e;
        }
    }

    private Response select(Request request, FoundFile found, Rule rule, long generation) throws IOException {
        long openedNanos = System.nanoTime();
        ReloadedPages pages = reloaded;
        if (pages != null) {
            pages.sent(found.file());
        }
        String path = PercentEncoding.readable(found.relativePath());
        String mediaType = mediaType(request, path.substring(path.lastIndexOf('/') + 1));
        Representation plain = Representation.plain(mediaType, FileResponses.validators(found.file()));
        Selection selection = new Selection(plain, Why.of(rule), path, generation);
        Representation stored = rules.encodedFiles() ? EncodedFiles.representation(request, found, plain) : plain;
        if (!stored.equals(plain)) {
            return send(request, found.file(), selection.with(stored));
        }
        PlainContent content = PlainContent.of(found, plain);
        if (pages == null || !ReloadedPages.isPage(mediaType)) {
            return file(request, content, selection, openedNanos);
        }
        // Not for the memory for answers, which knows the request line only: here it matters who asks.
        Selection once = selection.notKept();
        String addition = pages.addition(request, found.file());
        Response page = addition == null ? null : page(request, pages.extended(content), once, openedNanos);
        return pages.variant(addition == null || page == null
                ? file(request, content, once, openedNanos) : pages.marked(page, addition));
    }

    /** A page with the script, or null when there is no memory for it to wait in. */
    private @Nullable Response page(Request request, PlainContent page, Selection file, long openedNanos)
            throws IOException {
        Representation plain = page.representation();
        Compression.Choice choice = choice(request, page, file);
        if (choice instanceof Compression.Encoded encoded) {
            Response answer = encoded(request, page, file.with(plain), encoded, openedNanos);
            if (answer != null) {
                return answer;
            }
        }
        AnswerMemory.Share share = waitingPages.take(page.size());
        if (share == null) {
            return null;
        }
        try {
            AcceptEncoding accepted = choice.accepted();
            Selection selection = file.with(accepted == null ? plain : plain.chosenFor(accepted));
            StoredFile stored = StoredFile.read(page, selection);
            page.file().close();
            return files.response(request, stored).about(file.name()).holding(share);
        } catch (IOException | RuntimeException | Error e) {
            share.giveBack();
            throw e;
        }
    }

    private Compression.Choice choice(Request request, PlainContent content, Selection selection)
            throws IOException {
        return compression == null
                ? new Compression.OneForm() : compression.choose(request, content, selection.generation());
    }

    private Response file(Request request, PlainContent content, Selection selection, long openedNanos)
            throws IOException {
        ServedFile file = content.file();
        Representation plain = content.representation();
        return switch (choice(request, content, selection)) {
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
            case Compression.Encoded encoded -> {
                Response answer = encoded(request, content, selection, encoded, openedNanos);
                yield answer != null ? answer
                        : send(request, file, selection.with(plain.chosenFor(encoded.accepted()), "", false));
            }
        };
    }

    /** What was encoded, or null when there is no memory for it to wait in. */
    private @Nullable Response encoded(
            Request request, PlainContent content, Selection plain, Compression.Encoded encoded, long openedNanos) {
        byte[] bytes = encoded.content().bytes();
        AnswerMemory.Share share = waitingFiles.take(bytes.length);
        if (share == null) {
            return null;
        }
        content.file().close();
        Representation coded = plain.representation().in(
                encoded.coding(), plain.representation().validators(), false, encoded.accepted());
        String fact = CodingFact.encoded(
                encoded.coding().token(), encoded.content().plainLength(), bytes.length, encoded.content().nanos());
        // What is too large to be kept ready is kept encoded all the same.
        boolean kept = encoded.vouchedFor() && bytes.length <= StoredFile.MOST_BYTES;
        Selection selection = plain.with(coded, fact, kept);
        StoredFile stored = StoredFile.of(content.file(), bytes, selection, openedNanos);
        keepRead(request, stored, selection);
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
            keepRead(request, stored, selection);
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

    /** Only for HTTP/2; and a file that is watched, and whose validators cannot lie. */
    private void keepRead(Request request, StoredFile stored, Selection selection) {
        if (request.head().isHttp2() && stored.canBeKept()) {
            memory.keepRead(request.head().target(), new ReadFiles.ReadFile(
                    stored.file(), stored.content(), selection, stored.readNanos()));
        }
    }

    /** The answer about a small file that was read before, if it finds memory to wait in. For event loops too. */
    Optional<Response> answer(Request request, ReadFiles.ReadFile read) {
        AnswerMemory.Share share = waitingFiles.take(read.size());
        return share == null ? Optional.empty() : Optional.of(
                files.response(request, read.stored()).about(read.selection().name()).holding(share));
    }

    /** The answer about a large file that is open already; takes over this use of it. For event loops too. */
    Response answer(Request request, OpenFiles.OpenFile open, ServedFile file) {
        Selection selection = open.selection();
        HeldBack last = open.last().sharedBy(file, () -> memory.isUnchangedSince(selection.generation()));
        return files.response(request, file, selection).last(last);
    }
}
