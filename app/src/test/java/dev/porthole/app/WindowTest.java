package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.requests.LogRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window with the real server, on a screen that exists in memory only. */
class WindowTest {

    private static FakeDesktop desktop = new FakeDesktop();
    private static List<String> arguments = List.of();

    private final FxRobot robot = new FxRobot();
    private final HttpClient client = HttpClient.newHttpClient();
    private PortholeApplication application;

    @TempDir Path temp;
    private Path root;

    /** The application on a desktop of our own. */
    public static final class TestApplication extends PortholeApplication {
        @Override
        protected Desktop desktop(Stage stage) {
            return desktop.desktop();
        }

        @Override
        protected List<String> arguments() {
            return arguments;
        }
    }

    @BeforeAll
    static void prepareStage() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void prepareSite() throws IOException {
        root = Files.createDirectory(temp.resolve("portfolio"));
        Files.writeString(root.resolve("index.html"), "<h1>hello</h1>");
        Files.writeString(root.resolve("site.css"), "body { color: black }");
        System.setProperty("porthole.config", temp.resolve("config").toString());
        Files.createDirectory(temp.resolve("config"));
        Files.writeString(temp.resolve("config/settings.properties"), "language=english\ntheme=light\n");
        desktop = new FakeDesktop();
    }

    @AfterEach
    void closeWindow() throws TimeoutException {
        client.close();
        FxToolkit.cleanupStages();
        FxToolkit.cleanupApplication(application);
        System.clearProperty("porthole.config");
    }

    @Test
    void theFirstStartIsOneDropZoneAndTwoActionsLeadToAPage() throws Exception {
        open();
        assertThat(shown("#workbench")).isFalse();
        assertThat(shown(".drop-zone")).isTrue();
        desktop.nextFolder = Optional.of(root);
        fire(".drop-zone .button");
        awaitRunning();
        assertThat(shown(".drop-zone")).isFalse();
        fire("#address");
        Await.until("the browser is opened", () -> desktop.opened.size() == 1);
        assertThat(desktop.opened.getFirst()).isEqualTo(address());
        assertThat(get("").body()).isEqualTo("<h1>hello</h1>");
    }

    @Test
    void everyRequestBecomesARowInOrderAndIsCounted() throws Exception {
        serve();
        List<String> paths = List.of("", "site.css", "missing", "site.css");
        for (String path : paths) {
            get(path);
        }
        awaitRows(4);
        assertThat(onFx(() -> rows().stream().map(row -> row.exchange().request().target()).toList()))
                .containsExactly("/", "/site.css", "/missing", "/site.css");
        Await.until("the counts agree", () -> onFx(() -> text("#requestsCount").equals("4")
                && text("#requests").equals("4") && text("#kept").equals("Log: kept 4 of 4")));
        Await.until("the cells are drawn", () -> onFx(() -> cellTexts().containsAll(
                List.of("/missing", "404", "200", "css", "GET"))));
    }

    @Test
    void theInspectorShowsTheHeadAndTheReason() throws Exception {
        serve();
        get("missing");
        awaitRows(1);
        select(0);
        Await.until("the head is shown", () -> onFx(() -> inspectorText().contains("GET /missing HTTP/1.1")));
        List<String> numbers = onFx(() -> robot.lookup(".line-number").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText).toList());
        assertThat(numbers.getFirst()).isEqualTo("0");
        assertThat(numbers).hasSizeGreaterThan(3);
        fire("#whyTab");
        assertThat(onFx(this::inspectorText)).contains("Nothing in the served folder has this name");
        fire("#responseTab");
        assertThat(onFx(this::inspectorText)).contains("HTTP/1.1 404");
        fire("#timingTab");
        assertThat(onFx(this::inspectorText)).contains("The first request on #1");
        fire("#copyAsCurl");
        assertThat(desktop.copied.getFirst()).startsWith("curl -i '" + address() + "missing'");
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        Await.until("the inspector is closed", () -> onFx(() -> !shown("#inspector")));
    }

    @Test
    void theFilterNarrowsTheTable() throws Exception {
        serve();
        get("");
        get("missing");
        get("site.css");
        awaitRows(3);
        fire("#clientError");
        awaitRows(1);
        fire("#all");
        onFx(() -> {
            find("#filter", TextInputControl.class).setText("css status:2xx");
            return true;
        });
        awaitRows(1);
        onFx(() -> {
            find("#filter", TextInputControl.class).setText("nothing like this");
            return true;
        });
        Await.until("it says that nothing matches", () -> onFx(() -> shown("#noMatch")));
        fire("#showAll");
        awaitRows(3);
        fire("#clear");
        awaitRows(0);
    }

    @Test
    void thePausedTableStandsStillAndSaysWhatItMisses() throws Exception {
        serve();
        get("");
        awaitRows(1);
        fire("#pause");
        get("site.css");
        get("site.css");
        Await.until("two new rows are announced", () -> onFx(() -> text("#pill").equals("2 new ↓")));
        assertThat(onFx(() -> rows().size())).isEqualTo(1);
        fire("#pill");
        awaitRows(3);
    }

    @Test
    void theLanguageChangesAtOnceAndIsRemembered() throws Exception {
        serve();
        fire("#preferences");
        fire("#languageChinese");
        assertThat(onFx(() -> text("#clear"))).startsWith("清空");
        assertThat(onFx(() -> text("#state"))).isEqualTo("运行中");
        Await.until("the choice is on disk", () ->
                Files.readString(temp.resolve("config/settings.properties")).contains("language=chinese"));
        fire("#languageEnglish");
        assertThat(onFx(() -> text("#state"))).isEqualTo("Running");
    }

    @Test
    void aBusyPortIsExplainedAndOneClickTakesAnother() throws Exception {
        serve();
        fire("#start");
        awaitState("Stopped");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            type("#port", Integer.toString(busy.getLocalPort()));
            fire("#start");
            Await.until("another port is offered", () -> onFx(() -> shown("#takeOffer")));
            assertThat(onFx(() -> text("#portHint"))).contains("Port " + busy.getLocalPort() + " is in use");
            fire("#takeOffer");
            awaitRunning();
            assertThat(get("").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void badInputIsToldBesideTheFieldAndStartIsDisabled() throws Exception {
        serve();
        fire("#start");
        awaitState("Stopped");
        type("#port", "99999");
        type("#folder", temp + "/none");
        Await.until("both problems are told", () -> onFx(() ->
                text("#portHint").equals("The highest port is 65535.")
                        && text("#folderHint").startsWith("This folder does not exist.")));
        assertThat(onFx(() -> find("#start", ButtonBase.class).isDisabled())).isTrue();
    }

    @Test
    void stopFreesThePortAtOnceAndStartServesAgain() throws Exception {
        serve();
        int port = URI.create(address()).getPort();
        get("");
        fire("#start");
        awaitState("Stopped");
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        }
        fire("#start");
        awaitRunning();
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void aFolderThatGoesAwayIsTold() throws Exception {
        serve();
        Files.move(root, temp.resolve("away"));
        Await.until("the loss is told", () -> onFx(() -> robot.lookup(".notice.error .label")
                .tryQueryAs(Labeled.class).map(Labeled::getText).orElse("").contains("has gone")));
    }

    @Test
    void connectionsAreListedAndClosingTakesLessThanASecond() throws Exception {
        serve();
        get("");
        get("site.css");
        fire("#connectionsTab");
        Await.until("the connection is listed", () -> onFx(() -> robot.lookup(".table-view").queryAllAs(TableView.class)
                .stream().anyMatch(table -> table.getColumns().size() == 8 && table.getItems().size() == 1)));
        assertThat(onFx(() -> text("#connectionsCount"))).isEqualTo("1");
        long before = System.nanoTime();
        onFx(() -> {
            application.stop();
            return true;
        });
        assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
    }

    private void open(String... given) throws TimeoutException {
        arguments = List.of(given);
        application = (PortholeApplication) FxToolkit.setupApplication(TestApplication.class);
        FxToolkit.showStage();
    }

    private void serve() throws TimeoutException {
        open(root.toString());
        awaitRunning();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String address() {
        return onFx(() -> text("#address"));
    }

    private void awaitRunning() {
        awaitState("Running");
    }

    private void awaitState(String word) {
        Await.until("the site is " + word, () -> onFx(() -> text("#state").equals(word)));
    }

    private void awaitRows(int count) {
        Await.until(count + " rows are shown", () -> onFx(() -> rows().size() == count
                && rows().stream().allMatch(LogRow::finished)));
    }

    @SuppressWarnings("unchecked")
    private TableView<LogRow> table() {
        return robot.lookup(".log").queryAllAs(TableView.class).stream()
                .filter(table -> table.getColumns().size() == 10)
                .map(table -> (TableView<LogRow>) table)
                .findFirst().orElseThrow();
    }

    private List<LogRow> rows() {
        return table().getItems();
    }

    private void select(int index) {
        onFx(() -> {
            table().getSelectionModel().select(index);
            return true;
        });
    }

    private List<String> cellTexts() {
        return table().lookupAll(".table-cell").stream()
                .flatMap(cell -> cell.lookupAll(".text").stream())
                .map(text -> text instanceof Text words ? words.getText() : "").toList();
    }

    private String inspectorText() {
        return robot.lookup("#inspector").tryQuery()
                .map(inspector -> inspector.lookupAll("Text").stream()
                        .map(text -> text instanceof Text words ? words.getText() : "")
                        .collect(Collectors.joining("")))
                .orElse("");
    }

    private boolean shown(String query) {
        return robot.lookup(query).tryQuery().map(WindowTest::reallyVisible).orElse(false);
    }

    private static boolean reallyVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private String text(String query) {
        return Objects.requireNonNullElse(find(query, Labeled.class).getText(), "");
    }

    /** The only node of its kind: columns carry the same kind of names as the labels elsewhere. */
    private <T extends Node> T find(String query, Class<T> type) {
        return robot.lookup(query).queryAll().stream().filter(type::isInstance).map(type::cast)
                .findFirst().orElseThrow(() -> new AssertionError("no " + query));
    }

    private void type(String query, String text) {
        onFx(() -> {
            find(query, TextField.class).setText(text);
            return true;
        });
    }

    private void fire(String query) {
        onFx(() -> {
            find(query, ButtonBase.class).fire();
            return true;
        });
    }

    private static <T> T onFx(Callable<T> work) {
        try {
            return WaitForAsyncUtils.asyncFx(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
