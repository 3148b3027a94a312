package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.requests.LogRow;
import dev.porthole.app.requests.RequestColumn;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/** What a person does with the table of requests. */
class TableTest extends RealWindow {

    private static final int MORE_THAN_FIT = 60;

    @Test
    void theKeyboardComesToTheTableWithTheFirstRequest() throws Exception {
        serve();
        assertThat(onFx(() -> scene().getFocusOwner().getId())).isEqualTo("emptyArea");
        get("");
        awaitRows(1);
        assertThat(onFx(() -> scene().getFocusOwner().equals(table()))).isTrue();
        fire("#clear");
        awaitRows(0);
        assertThat(onFx(() -> scene().getFocusOwner().equals(table()))).isTrue();
    }

    @Test
    void columnsAreKeptOverARestart() throws Exception {
        serve();
        get("");
        awaitRows(1);
        robot.interact(() -> {
            find("#chooseColumns", Button.class).fire();
            item("Host").fire();
            find("#chooseColumns", Button.class).fire();
        });
        robot.interact(() -> {
            table().resizeColumn(column(RequestColumn.METHOD), 30);
            table().getColumns().add(0, table().getColumns().removeLast());
        });
        Await.until("the columns are on disk", () ->
                Files.readString(temp.resolve("config/settings.properties")).contains("requests.columns=user-agent,"));
        closeApplication();

        serve();
        get("");
        awaitRows(1);
        assertThat(onFx(() -> column(RequestColumn.HOST).isVisible())).isTrue();
        assertThat(onFx(() -> column(RequestColumn.METHOD).getWidth())).isEqualTo(RequestColumn.METHOD.width() + 30);
        assertThat(onFx(() -> table().getColumns().getFirst().getUserData())).isEqualTo(RequestColumn.USER_AGENT);
        robot.interact(() -> {
            find("#chooseColumns", Button.class).fire();
            item("Reset columns").fire();
            find("#chooseColumns", Button.class).fire();
        });
        assertThat(onFx(() -> column(RequestColumn.HOST).isVisible())).isFalse();
        assertThat(onFx(() -> column(RequestColumn.METHOD).getWidth())).isEqualTo(RequestColumn.METHOD.width());
        assertThat(onFx(() -> table().getColumns().getFirst().getUserData())).isEqualTo(RequestColumn.NUMBER);
    }

    @Test
    void severalRowsAreCopiedAsTheyAreShown() throws Exception {
        serve();
        get("");
        get("missing");
        get("site.css");
        awaitRows(3);
        robot.interact(() -> {
            table().requestFocus();
            table().getSelectionModel().select(0);
        });
        robot.press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
        assertThat(onFx(() -> text("#summary"))).startsWith("2 selected · ");
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        Await.until("two rows are copied", () -> desktop.copied.size() == 1);
        List<String> lines = desktop.copied.getFirst().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("Time\tConn\tMethod\tPath\tStatus");
        assertThat(lines.get(1)).contains("\t#1\tGET\t/\t200\thtml\t");
        assertThat(lines.get(2)).contains("\tGET\t/missing\t404\t");
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertThat(onFx(() -> text("#summary"))).startsWith("3 selected · ");
    }

    @Test
    void sortedByTookItStandsStillUnderTraffic() throws Exception {
        serve();
        for (int i = 0; i < 20; i++) {
            get("site.css");
        }
        awaitRows(20);
        sort(RequestColumn.TOOK, SortType.DESCENDING);
        Await.until("the slowest is first", () -> onFx(() -> isSortedByTook(rows())));
        List<Long> numbers = onFx(() -> rows().stream().map(LogRow::number).toList());
        get("");
        get("");
        Await.until("two new ones are announced",
                () -> onFx(() -> shown("#pill") && text("#pill").equals("2 new · sort again")));
        assertThat(onFx(() -> rows().stream().map(LogRow::number).toList())).isEqualTo(numbers);
        fire("#pill");
        Await.until("they are sorted in", () -> onFx(() -> rows().size() == 22 && isSortedByTook(rows())));
        sort(RequestColumn.TOOK);
        Await.until("it follows again", () -> onFx(() -> !find("#pause", ToggleButton.class).isSelected()));
        Await.until("the newest is last", () -> onFx(() -> rows().getLast().number() == 22));
    }

    @Test
    void lookingBackStopsItToThePixelAndTheEndFollowsAgain() throws Exception {
        serve();
        for (int i = 0; i < MORE_THAN_FIT; i++) {
            get("site.css");
        }
        awaitRows(MORE_THAN_FIT);
        awaitLastInSight();
        robot.interact(() -> table().requestFocus());
        String edge = edge();
        fire("#pause");
        for (int i = 0; i < 5; i++) {
            get("");
        }
        Await.until("new rows are announced", () -> onFx(() -> text("#pill").equals("5 new ↓")));
        assertThat(edge()).isEqualTo(edge);
        robot.type(KeyCode.END);
        Await.until("it follows", () -> onFx(() -> !shown("#pill") && rows().size() == MORE_THAN_FIT + 5));
        awaitLastInSight();
        get("");
        awaitRows(MORE_THAN_FIT + 6);
        awaitLastInSight();
        robot.type(KeyCode.UP);
        Await.until("it stands still", () -> onFx(() -> shown("#pill")));
        Await.until("the row before the newest is selected", () -> onFx(() ->
                table().getSelectionModel().getSelectedIndex() == MORE_THAN_FIT + 4));
    }

    @Test
    void aSelectedRowDoesNotBeginToMoveWhenTheTableIsFull() throws Exception {
        serve();
        get("");
        awaitRows(1);
        select(0);
        for (int i = 0; i < MORE_THAN_FIT; i++) {
            get("site.css");
        }
        Await.until("it stands still", () -> onFx(() -> shown("#pill")));
        assertThat(onFx(() -> flow().getFirstVisibleCell().getIndex())).isZero();
        assertThat(onFx(() -> table().getSelectionModel().getSelectedIndex())).isZero();
    }

    @Test
    void aPinnedRowSurvivesClearing() throws Exception {
        serve();
        get("missing");
        awaitRows(1);
        robot.interact(() -> {
            table().requestFocus();
            table().getSelectionModel().select(0);
        });
        robot.type(KeyCode.P);
        assertThat(onFx(() -> text("#pinnedCount"))).isEqualTo("1 pinned");
        fire("#clear");
        awaitRows(0);
        assertThat(onFx(() -> shown("#pinnedTable"))).isTrue();
        robot.interact(() -> find("#pinnedTable", TableView.class).getSelectionModel().select(0));
        Await.until("the head is shown", () -> onFx(() -> inspectorText().contains("GET /missing HTTP/1.1")));
        fire("#unpinAll");
        assertThat(onFx(() -> shown("#pinnedTable"))).isFalse();
    }

    @Test
    void theMenuOfARowNarrowsTheTable() throws Exception {
        serve();
        get("missing");
        get("site.css");
        awaitRows(2);
        select(0);
        robot.interact(() -> {
            table().getContextMenu().show(table(), 300, 300);
            item("Status 404").fire();
            table().getContextMenu().hide();
        });
        awaitRows(1);
        assertThat(onFx(() -> find("#filter", TextInputControl.class).getText()))
                .isEqualTo("status:404");
    }

    private static MenuItem item(String text) {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .flatMap(menu -> menu.getItems().stream())
                .flatMap(item -> item instanceof Menu menu
                        ? menu.getItems().stream() : Stream.of(item))
                .filter(item -> text.equals(item.getText()))
                .peek(item -> {
                    if (item instanceof CheckMenuItem check) {
                        check.setSelected(!check.isSelected());
                    }
                })
                .findFirst().orElseThrow();
    }

    private TableColumn<LogRow, ?> column(RequestColumn column) {
        return table().getColumns().stream().filter(shown -> column.equals(shown.getUserData()))
                .findFirst().orElseThrow();
    }

    private void sort(RequestColumn column, SortType... type) {
        robot.interact(() -> {
            if (type.length == 0) {
                table().getSortOrder().remove(column(column));
            } else {
                column(column).setSortType(type[0]);
                table().getSortOrder().setAll(List.of(column(column)));
            }
        });
    }

    private static boolean isSortedByTook(List<LogRow> rows) {
        List<Long> took = rows.stream()
                .map(row -> Objects.requireNonNull(row.exchange().response()).timing().totalNanos()).toList();
        return took.equals(took.stream().sorted(Comparator.reverseOrder()).toList());
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table().lookup(".virtual-flow");
    }

    private void awaitLastInSight() {
        Await.until("the newest is in sight", () -> onFx(() ->
                flow().getLastVisibleCell().getIndex() == rows().size() - 1));
    }

    /** The first row in sight and where exactly it is. */
    private String edge() {
        return onFx(() -> {
            IndexedCell<?> first = flow().getFirstVisibleCell();
            Bounds bounds = first.localToScene(first.getBoundsInLocal());
            Point2D place = new Point2D(bounds.getMinX(), bounds.getMinY());
            return rows().get(first.getIndex()).number() + " at " + place;
        });
    }
}
