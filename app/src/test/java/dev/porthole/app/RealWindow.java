package dev.porthole.app;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.requests.LogRow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window with the real server, on a screen that exists in memory only, and how to handle it. */
abstract class RealWindow {

    static FakeDesktop desktop = new FakeDesktop();
    private static List<String> arguments = List.of();

    final FxRobot robot = new FxRobot();
    private final HttpClient client = HttpClient.newHttpClient();
    PortholeApplication application;

    @TempDir Path temp;
    Path root;

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

    /** A stage for each test: all windows of the one the toolkit comes with would be kept to the end. */
    @BeforeEach
    void prepareSite() throws IOException, TimeoutException {
        FxToolkit.registerStage(Stage::new);
        root = Files.createDirectory(temp.resolve("portfolio"));
        Files.writeString(root.resolve("index.html"), "<h1>hello</h1>");
        Files.writeString(root.resolve("site.css"), "body { color: black }");
        System.setProperty("porthole.config", temp.resolve("config").toString());
        Files.createDirectory(temp.resolve("config"));
        Files.writeString(
                temp.resolve("config/settings.properties"), "language=english\ntheme=light\ntour-seen=true\n");
        desktop = new FakeDesktop();
    }

    @AfterEach
    void closeWindow() throws TimeoutException {
        client.close();
        FxToolkit.cleanupStages();
        FxToolkit.cleanupApplication(application);
        System.clearProperty("porthole.config");
        System.clearProperty("porthole.releases");
    }

    void open(String... given) throws TimeoutException {
        arguments = List.of(given);
        application = (PortholeApplication) FxToolkit.setupApplication(TestApplication.class);
        FxToolkit.showStage();
    }

    /** Ends the application as when its window is closed; another can then be opened. */
    void closeApplication() throws TimeoutException {
        FxToolkit.cleanupStages();
        FxToolkit.cleanupApplication(application);
    }

    void serve() throws TimeoutException {
        open(root.toString());
        awaitRunning();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String address() {
        return onFx(() -> text("#address"));
    }

    void awaitRunning() {
        awaitState("Running");
    }

    void awaitState(String word) {
        Await.until("the site is " + word, () -> onFx(() -> text("#state").equals(word)));
    }

    void awaitRows(int count) {
        Await.until(count + " rows are shown", () -> onFx(() -> rows().size() == count
                && rows().stream().allMatch(LogRow::finished)));
    }

    Scene scene() {
        return find("#tabBar", Node.class).getScene();
    }

    /** The table of requests, which is there from the first one on. */
    @SuppressWarnings("unchecked")
    TableView<LogRow> table() {
        return robot.lookup("#requestsTable").queryAs(TableView.class);
    }

    List<LogRow> rows() {
        return robot.lookup("#requestsTable").tryQuery().isEmpty() ? List.of() : table().getItems();
    }

    void select(int index) {
        onFx(() -> {
            table().getSelectionModel().select(index);
            return true;
        });
    }

    List<String> cellTexts() {
        return table().lookupAll(".table-cell").stream()
                .flatMap(cell -> cell.lookupAll(".text").stream())
                .map(text -> text instanceof Text words ? words.getText() : "").toList();
    }

    String inspectorText() {
        return robot.lookup("#inspector").tryQuery()
                .map(inspector -> inspector.lookupAll("Text").stream()
                        .map(text -> text instanceof Text words ? words.getText() : "")
                        .collect(Collectors.joining("")))
                .orElse("");
    }

    boolean shown(String query) {
        return robot.lookup(query).tryQuery().map(RealWindow::reallyVisible).orElse(false);
    }

    private static boolean reallyVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    String text(String query) {
        return Objects.requireNonNullElse(find(query, Labeled.class).getText(), "");
    }

    /** The only node of its kind: columns carry the same kind of names as the labels elsewhere. */
    <T extends Node> T find(String query, Class<T> type) {
        return robot.lookup(query).queryAll().stream().filter(type::isInstance).map(type::cast)
                .findFirst().orElseThrow(() -> new AssertionError("no " + query));
    }

    void type(String query, String text) {
        onFx(() -> {
            find(query, TextField.class).setText(text);
            return true;
        });
    }

    /** Presses a button; what it shows is laid out, as with the next frame. */
    void fire(String query) {
        onFx(() -> {
            ButtonBase button = find(query, ButtonBase.class);
            Parent root = button.getScene().getRoot();
            button.fire();
            root.applyCss();
            root.layout();
            return true;
        });
    }

    static <T> T onFx(Callable<T> work) {
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
