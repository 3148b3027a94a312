package dev.porthole.app;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/**
 * Makes the pictures of the guide: the real window, with a site that a real Chromium visits, in both languages and both
 * themes. {@code ./mvnw -q -Pguide-pictures test-compile exec:exec@run} writes them where the guide has them. A site
 * with a name and a place that belong to nobody, so that no picture tells of the computer it was made on.
 */
final class GuidePictures extends RealWindow {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 790;
    private static final Path SITE = Path.of("/tmp/harbour-cafe");

    private final String language;
    private final String theme;
    private final Path target;

    private GuidePictures(String language, String theme, Path target) {
        this.language = language;
        this.theme = theme;
        this.target = target;
    }

    /** Makes all of them and ends. */
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments.length > 0 ? arguments[0] : "../src-fxml/dev/porthole/app/guide/pictures");
        Locale.setDefault(Locale.ENGLISH);
        Files.createDirectories(target);
        prepareStage();
        for (String language : List.of("english", "chinese")) {
            for (String theme : List.of("light", "dark")) {
                new GuidePictures(language, theme, target).take();
            }
        }
        System.exit(0);
    }

    private void take() throws Exception {
        temp = Files.createTempDirectory("porthole-pictures");
        writeSite();
        try {
            prepareSite();
            Files.writeString(temp.resolve("config/settings.properties"), "language=" + language + "\ntheme=" + theme
                    + "\n");
            open(SITE.toString());
            Await.until("the site runs", () -> onFx(() -> address().startsWith("http")));
            resize();
            takeAll();
            closeWindow();
        } finally {
            delete(SITE);
            delete(temp);
        }
    }

    private void takeAll() throws Exception {
        Chromium chromium = Chromium.installed().orElseThrow(() -> new IllegalStateException("needs Chromium"));
        fire("#loopTab");
        try (Chromium.Browser _ = chromium.open(URI.create(address()), temp.resolve("profile"))) {
            Await.until("the visit has ended", () -> onFx(() -> rows().stream()
                    .anyMatch(row -> row.finished() && row.exchange().request().target().equals("/photos/"))));
            TimeUnit.SECONDS.sleep(1);
            picture("loop");
            fire("#requestsTab");
            TimeUnit.SECONDS.sleep(1);
            chooseRow("/css/site.css", 304);
            fire("#inspector #whyTab");
            picture("requests");
            fire("#connectionsTab");
            fire("#lastTenSeconds");
            picture("connections");
            fire("#chartsTab");
            picture("charts");
            fire("#checkTab");
            fire("#firstStart");
            Await.until("the site is checked", () -> onFx(() -> shown("#findings")));
            picture("check");
        }
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown(".trigger")));
        for (int step = 0; step < 5; step++) {
            fire("#step");
            TimeUnit.MILLISECONDS.sleep(600);
        }
        picture("lab");
        fire("#lab #lesson");
        Await.until("the lesson is shown", () -> onFx(() -> shown(".lab-lesson")));
        fire(".lab-ask .button");
        Await.until("the class is asked", () -> onFx(() -> shown(".lab-question")));
        picture("lesson");
    }

    private void chooseRow(String path, int status) {
        onFx(() -> {
            table().getSelectionModel().clearSelection();
            for (int i = 0; i < rows().size(); i++) {
                var response = rows().get(i).exchange().response();
                if (rows().get(i).exchange().request().target().equals(path) && response != null
                        && response.status() == status) {
                    table().getSelectionModel().select(i);
                    return true;
                }
            }
            throw new IllegalStateException("no answer " + status + " for " + path);
        });
        Await.until("the inspector is shown", () -> onFx(() -> shown("#inspector")));
    }

    private void resize() {
        onFx(() -> {
            Stage stage = (Stage) scene().getWindow();
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            return true;
        });
        Await.until("the window has its size", () -> onFx(() -> scene().getWidth() == WIDTH));
    }

    private void picture(String name) throws IOException, InterruptedException {
        // What moves into its place, has to be there.
        TimeUnit.MILLISECONDS.sleep(900);
        Image image = onFx(() -> scene().snapshot(null));
        String file = name + "-" + (language.equals("chinese") ? "zh" : "en") + "-" + theme + ".png";
        Files.write(target.resolve(file), IndexedPng.encode(image));
        System.out.println(file + "  " + Files.size(target.resolve(file)));
    }

    private static void writeSite() throws IOException {
        delete(SITE);
        for (String folder : List.of("css", "js", "img", "photos", "sound")) {
            Files.createDirectories(SITE.resolve(folder));
        }
        page("index.html", "Harbour Café", "<img src=img/harbour.svg alt=''><img src=img/Tide.svg alt=''>"
                + "<p><a href=menu.html>Menu</a> <a href=contact.html>Contact</a> "
                + "<a href=opening-hours.html>Hours</a>");
        page("menu.html", "Menu", "<img src=img/cup.svg alt=''><img src=img/cake.png alt=''><a href=./>Home</a>");
        page("contact.html", "Contact", "<audio src=sound/waves.wav preload=metadata></audio><a href=./#map>Map</a>");
        write("css/site.css", "body { font: 1rem/1.6 sans-serif; margin: 3rem auto; max-width: 40rem }\n".repeat(30));
        write("css/print.css", "@media print { nav { display: none } }\n");
        write("js/site.js", """
                const visit = ['/menu.html', '/', '/contact.html', '/', '/photos/'];
                const step = Number(sessionStorage.step || 0);
                if (step < visit.length) {
                  setTimeout(() => { sessionStorage.step = step + 1; location.href = visit[step]; }, 700);
                }
                """);
        for (String image : List.of("img/harbour.svg", "img/tide.svg", "img/cup.svg", "photos/quay.svg",
                "photos/boats.svg")) {
            write(image, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='3'/></svg>"
                    + "<!-- waves -->".repeat(700));
        }
        Files.write(SITE.resolve("sound/waves.wav"), silence());
    }

    private static void page(String name, String title, String body) throws IOException {
        write(name, "<!doctype html><html lang=en><meta charset=utf-8><title>" + title + "</title>\n"
                + "<link rel=stylesheet href=css/site.css>\n<h1>" + title + "</h1>\n" + body
                + "\n<script src=js/site.js></script>\n");
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(SITE.resolve(name), text);
    }

    /** Thirty seconds of nothing, 8 kHz. */
    private static byte[] silence() {
        int bytes = 30 * 16_000;
        ByteBuffer wave = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
        wave.putInt(8_000).putInt(16_000).putShort((short) 2).putShort((short) 16);
        wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        return wave.array();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> everything = Files.walk(folder)) {
                for (Path one : everything.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
