package dev.porthole.app.check;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.hosting.HostingService;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a site from the disk, follows every link in it as it would be answered with the options of the site, and tells
 * what will not work. Needs no running server and changes nothing. Blocks while it reads: for a thread that may wait.
 */
public final class SiteCheck {

    /** An image of more bytes than that takes a second and more over a usual mobile connection. */
    public static final long LARGE_IMAGE_BYTES = 1_000_000;

    /** A page of more bytes is not read. */
    static final long LARGEST_PAGE_BYTES = 20_000_000;

    /** Files that are asked for by their names, without a link. */
    private static final Set<String> KNOWN_BY_NAME = Set.of(
            "/index.html", "/404.html", "/favicon.ico", "/robots.txt", "/sitemap.xml", "/CNAME", "/humans.txt",
            "/apple-touch-icon.png", "/_headers", "/_redirects", "/manifest.webmanifest", "/sw.js");

    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "svg", "ico");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)");
    private static final int CHARSET_WITHIN = 1024;

    private final Path root;
    private final SiteOptions options;
    private final BasePath base;
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> reached = new HashSet<>();
    private long references;

    /** Told how far a check is. */
    @FunctionalInterface
    public interface Progress {
        /** On any thread; must return soon. */
        void read(int files, int of);
    }

    /**
     * A check of one folder.
     *
     * @param options how it is served
     * @param cancelled asked before each file; once true, the check ends with a {@link CancellationException}
     */
    public SiteCheck(Path root, SiteOptions options, Progress progress, BooleanSupplier cancelled) {
        this.root = root;
        this.options = options;
        this.base = new BasePath(options.rules().basePath());
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /**
     * Reads and follows everything. Once only.
     *
     * @throws IOException if the folder cannot be read
     * @throws CancellationException if it was cancelled
     */
    public CheckReport run() throws IOException {
        SiteFiles site = SiteFiles.read(root, cancelled);
        checkCancelled();
        Map<String, Contents> contents = readAll(site);
        try (Destinations destinations = new Destinations(root, options)) {
            Pages pages = new Pages(site, contents, destinations);
            for (String path : site.files().keySet()) {
                checkCancelled();
                Contents inside = contents.getOrDefault(path, Contents.NONE);
                inside.references().forEach(reference -> follow(pages, path, inside, reference));
                if (!inside.tellsCharset()) {
                    findings.add(new Finding(Finding.Kind.NO_CHARSET, path, 0, "", ""));
                }
                checkSize(path, site.files().get(path));
            }
        }
        site.files().keySet().stream()
                .filter(path -> !reached.contains(path) && !isKnownByName(path))
                .forEach(path -> findings.add(new Finding(Finding.Kind.ORPHAN, path, 0, "", "")));
        long count = site.files().keySet().stream().filter(SiteCheck::isPage).count();
        return new CheckReport(
                findings.stream().sorted().toList(), site.files().size(), (int) count, references, options);
    }

    private void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private Map<String, Contents> readAll(SiteFiles site) {
        Map<String, Contents> contents = new ConcurrentHashMap<>();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        Set<String> wanted = site.files().keySet().stream()
                .filter(path -> isPage(path) || isStyle(path)).collect(Collectors.toSet());
        AtomicInteger done = new AtomicInteger();
        wanted.parallelStream().forEach(path -> {
            checkCancelled();
            try {
                contents.put(path, read(path, site.files().get(path)));
            } catch (IOException e) {
                failed.add(path);
            }
            progress.read(done.incrementAndGet(), wanted.size());
        });
        failed.forEach(path -> findings.add(new Finding(Finding.Kind.UNREADABLE, path, 0, "", "")));
        return contents;
    }

    private static Contents read(String path, Path file) throws IOException {
        if (Files.size(file) > LARGEST_PAGE_BYTES) {
            throw new IOException("too large");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (isStyle(path)) {
            String style = new String(bytes, StandardCharsets.UTF_8);
            return new Contents("", StyleReader.read(style, 1), Set.of(), true);
        }
        return PageReader.read(new String(bytes, charset(bytes)));
    }

    /** As the page says within its first 1,024 bytes, HTML 13.2.3.2; otherwise UTF-8. */
    private static Charset charset(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, CHARSET_WITHIN), StandardCharsets.ISO_8859_1);
        Matcher named = CHARSET.matcher(head);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** All that is known of the site while links are followed. */
    private record Pages(SiteFiles files, Map<String, Contents> contents, Destinations destinations) {}

    private boolean isKnownByName(String path) {
        return KNOWN_BY_NAME.contains(path) || path.startsWith("/.well-known/")
                // Cloudflare Pages shows the nearest one; rules of others can lead to any.
                || options.rules().service() != HostingService.NONE && path.endsWith("/404.html");
    }

    private void follow(Pages pages, String path, Contents inside, Reference reference) {
        references++;
        if (reference.loads() && Address.isUnencrypted(reference.written())) {
            find(Finding.Kind.MIXED_CONTENT, path, reference, "");
            return;
        }
        String visited = base.at(path);
        Optional<Address> from = inside.base().isEmpty()
                ? Optional.of(Address.of(visited)) : Address.resolve(visited, inside.base());
        Optional<Address> resolved = from.flatMap(place -> Address.resolve(place.path(), reference.written()));
        if (resolved.isEmpty()) {
            return;
        }
        Destinations.Destination to = pages.destinations.of(resolved.get());
        switch (to.kind()) {
            case FILE -> found(pages, path, reference, to.path(), resolved.get().anchor());
            case LISTING -> find(Finding.Kind.NO_INDEX, path, reference, "");
            case OUTSIDE_BASE -> outside(pages, path, reference, to.path());
            case NOTHING -> missing(pages, path, reference, to.path());
            case FALLBACK -> {
                // A page is no image and no script: what is loaded is as good as missing.
                if (reference.purpose() == Reference.Purpose.LOAD) {
                    missing(pages, path, reference, resolved.get().path());
                }
            }
            case ELSEWHERE -> { }
        }
    }

    private void found(Pages pages, String path, Reference reference, String shown, String anchor) {
        if (pages.files.files().containsKey(shown)) {
            // A link of a file to itself does not make it found by anybody.
            if (!shown.equals(path)) {
                reached.add(shown);
            }
            checkAnchor(pages.contents, path, reference, shown, anchor);
        } else {
            // It is there in the eyes of this computer's disk.
            pages.files.inAnyCase(shown).ifPresent(meant -> otherCase(pages, path, reference, meant));
        }
    }

    private void otherCase(Pages pages, String path, Reference reference, String meant) {
        reached.add(pages.files.shownFor(meant).orElse(meant));
        find(Finding.Kind.LETTER_CASE, path, reference, base.at(meant));
    }

    private void outside(Pages pages, String path, Reference reference, String wanted) {
        String inside = base.at(wanted);
        boolean meant = pages.destinations.of(Address.of(inside)).kind() == Destinations.Kind.FILE;
        find(Finding.Kind.OUTSIDE_BASE, path, reference, meant ? inside : "");
    }

    private void missing(Pages pages, String path, Reference reference, String visited) {
        String wanted = base.below(visited).orElse(visited);
        if (pages.files.isFolder(wanted)) {
            find(Finding.Kind.NO_INDEX, path, reference, "");
            return;
        }
        pages.files.inAnyCase(wanted).ifPresentOrElse(
                meant -> otherCase(pages, path, reference, meant),
                () -> find(Finding.Kind.BROKEN_LINK, path, reference, nearest(wanted)));
    }

    /** A page may be meant whose ending only some hosts leave out. */
    private String nearest(String wanted) {
        return NearestName.find(root, wanted).or(() -> NearestName.find(root, wanted + ".html"))
                .map(near -> base.at(near.path())).orElse("");
    }

    /** HTML 7.4.6.4: "top" is the top of every page, and what follows ":~:" is a text to look for. */
    private void checkAnchor(
            Map<String, Contents> contents, String path, Reference reference, String target, String written) {
        int directive = written.indexOf(":~:");
        String anchor = directive < 0 ? written : written.substring(0, directive);
        if (anchor.isEmpty() || anchor.equalsIgnoreCase("top") || anchor.startsWith("!") || anchor.startsWith("/")
                || !isPage(target)) {
            return;
        }
        Contents there = contents.get(target);
        if (there != null && !there.anchors().contains(anchor)) {
            find(Finding.Kind.MISSING_ANCHOR, path, reference, "");
        }
    }

    private void find(Finding.Kind kind, String path, Reference reference, String nearest) {
        findings.add(new Finding(kind, path, reference.line(), reference.written(), nearest));
    }

    private void checkSize(String path, Path file) throws IOException {
        if (IMAGES.contains(extension(path))) {
            long size = Files.size(file);
            if (size > LARGE_IMAGE_BYTES) {
                findings.add(new Finding(Finding.Kind.LARGE_IMAGE, path, 0, Long.toString(size), ""));
            }
        }
    }

    private static boolean isPage(String path) {
        return Set.of("html", "htm", "xhtml").contains(extension(path));
    }

    private static boolean isStyle(String path) {
        return extension(path).equals("css");
    }

    private static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
