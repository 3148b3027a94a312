package dev.porthole.app.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.porthole.app.check.Finding.Kind;
import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SiteCheckTest {

    private static final String HEAD = "<!doctype html>\n<meta charset=utf-8>\n";

    @TempDir Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Finding> check() throws IOException {
        return new SiteCheck(root, SiteOptions.DEFAULT, (read, of) -> { }, () -> false).run().findings();
    }

    @Test
    void aSoundSiteHasNothingToFind() throws IOException {
        write("index.html", HEAD + """
                <link rel=stylesheet href="css/main.css?v=2">
                <link rel=canonical href="https://example.org/"><link rel=preconnect href="//cdn.example.org">
                <h1 id=über>Hello</h1><a href="#%C3%BCber">up</a> <a href="#top">top</a> <a href="#:~:text=Hello">it</a>
                <a href=guide>guide</a> <a href="guide/?x=1#part">part</a> <a href="mailto:a@example.org">mail</a>
                <img src="img/a%20b.png" srcset="img/a%20b.png 1x, img/big.png 2x" alt="">
                <a href="http://example.org/">a link may be unencrypted</a>
                """);
        write("guide/index.html", HEAD + "<base href=../><a name=part></a><a href=index.html>home</a>");
        write("css/main.css", "/* url(none.png) */ @import 'more.css'; a { background: url( \"../img/bg.png\" ) }");
        write("css/more.css", "");
        write("img/a b.png", "");
        write("img/big.png", "");
        write("img/bg.png", "");
        write("robots.txt", "");
        write(".git/config", "hidden from visitors, so no orphan");
        assertThat(check()).isEmpty();
    }

    @Test
    void findsWhatIsBrokenWithFileLineAndTheNearestName() throws IOException {
        write("index.html", HEAD + """
                <p>
                <a
                  class="x" href="abuot.html">about</a>
                <img src="img/logo.png" alt=""><script src="gone.js"></script>
                <a href="img/">pictures</a>
                <a href="about.html#nowhere">there</a>
                <link rel="stylesheet" href="http://example.org/a.css">
                """);
        write("about.html", "<title>No encoding</title><a href=index.html>home</a>");
        write("img/Logo.png", "");
        write("left.html", HEAD + "<a href=left.html>only itself</a>");
        assertThat(check()).containsExactly(
                new Finding(Kind.BROKEN_LINK, "/index.html", 5, "abuot.html", "/about.html"),
                new Finding(Kind.BROKEN_LINK, "/index.html", 6, "gone.js", ""),
                new Finding(Kind.LETTER_CASE, "/index.html", 6, "img/logo.png", "/img/Logo.png"),
                new Finding(Kind.NO_INDEX, "/index.html", 7, "img/", ""),
                new Finding(Kind.MISSING_ANCHOR, "/index.html", 8, "about.html#nowhere", ""),
                new Finding(Kind.MIXED_CONTENT, "/index.html", 9, "http://example.org/a.css", ""),
                new Finding(Kind.NO_CHARSET, "/about.html", 0, "", ""),
                new Finding(Kind.ORPHAN, "/left.html", 0, "", ""));
    }

    @Test
    void readsStylesWhereverTheyStand() throws IOException {
        write("index.html", HEAD + """
                <style>
                a { background: url('one.png') }
                </style>
                <p style="background: url(two.png)">
                <link rel=stylesheet href=s.css>
                """);
        write("s.css", "/* a\n comment */\n@import \"three.css\";\nb { background: url(FOUR.png) }\n");
        assertThat(check()).extracting(Finding::path, Finding::line, Finding::subject).containsExactly(
                tuple("/index.html", 4, "one.png"),
                tuple("/index.html", 6, "two.png"),
                tuple("/s.css", 3, "three.css"),
                tuple("/s.css", 4, "FOUR.png"));
    }

    @Test
    void readsAPageInItsOwnEncoding() throws IOException {
        Charset chinese = Charset.forName("GB18030");
        Files.write(root.resolve("index.html"),
                "<meta charset=gb18030><a href='关于.html#开始'>关于</a>".getBytes(chinese));
        Files.write(root.resolve("关于.html"),
                "<meta charset=gb18030><a href=index.html id=开始>首页</a>".getBytes(chinese));
        assertThat(check()).isEmpty();
    }

    @Test
    void aLargeImageIsToldWithItsSize() throws IOException {
        write("index.html", HEAD + "<img src=a.jpg alt=''>");
        Files.write(root.resolve("a.jpg"), new byte[1_000_001]);
        assertThat(check()).containsExactly(new Finding(Kind.LARGE_IMAGE, "/a.jpg", 0, "1000001", ""));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksInCirclesAndOutOfTheFolderAreAsTheServerShowsThem(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.html"), "");
        write("index.html", HEAD + "<a href=out.html>out</a><a href=inside.html>in</a>");
        write("real.html", HEAD + "<a href=./>home</a>");
        Files.createSymbolicLink(root.resolve("out.html"), outside.resolve("secret.html"));
        Files.createSymbolicLink(root.resolve("inside.html"), root.resolve("real.html"));
        Files.createSymbolicLink(root.resolve("circle"), root);
        assertThat(check()).extracting(Finding::kind, Finding::path, Finding::subject).containsExactly(
                tuple(Kind.BROKEN_LINK, "/index.html", "out.html"),
                tuple(Kind.ORPHAN, "/real.html", ""));
    }

    @Test
    void tellsHowFarItIsAndCanBeCancelled() throws IOException {
        for (int i = 0; i < 50; i++) {
            write("p" + i + ".html", HEAD);
        }
        ConcurrentLinkedQueue<Integer> told = new ConcurrentLinkedQueue<>();
        new SiteCheck(root, SiteOptions.DEFAULT, (read, of) -> told.add(of - read), () -> false).run();
        assertThat(told).hasSize(50).contains(0);
        told.clear();
        SiteCheck cancelled = new SiteCheck(
                root, SiteOptions.DEFAULT, (read, of) -> told.add(read), () -> told.size() >= 5);
        assertThatThrownBy(cancelled::run)
                .isInstanceOf(CancellationException.class);
        assertThat(told).hasSizeLessThan(50);
    }
}
