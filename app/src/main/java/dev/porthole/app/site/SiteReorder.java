package dev.porthole.app.site;

import java.util.Comparator;
import java.util.List;
import java.util.function.ObjIntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Lets sites be dragged to another place in their list; a line shows where. Not the system's drag and drop:
 * a site is nothing that another program could take.
 */
final class SiteReorder {

    private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");
    private static final double MEANT = 6;
    private static final double LINE = 2;

    private final ListView<Site> list;
    private final Region line;
    private final ObjIntConsumer<Site> move;
    private @Nullable SiteCell pressed;
    private double pressedAt;
    private boolean dragging;
    private int gap;

    /** Makes the sites of a list movable; the line lies above the list, in the same parent. */
    SiteReorder(ListView<Site> list, Region line, ObjIntConsumer<Site> move) {
        this.list = list;
        this.line = line;
        this.move = move;
        line.setManaged(false);
        line.setVisible(false);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
        list.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (dragging && e.getCode() == KeyCode.ESCAPE) {
                end();
                e.consume();
            }
        });
    }

    private void press(MouseEvent e) {
        end();
        if (e.getButton() == MouseButton.PRIMARY && e.getTarget() instanceof Node target) {
            pressed = cellOf(target);
            pressedAt = e.getSceneY();
        }
    }

    private void drag(MouseEvent e) {
        SiteCell cell = pressed;
        if (cell == null || cell.getItem() == null) {
            return;
        }
        if (!dragging && Math.abs(e.getSceneY() - pressedAt) >= MEANT) {
            dragging = true;
            list.getSelectionModel().clearAndSelect(cell.getIndex());
            cell.pseudoClassStateChanged(MOVING, true);
        }
        if (dragging) {
            showGap(list.sceneToLocal(e.getSceneX(), e.getSceneY()).getY());
            e.consume();
        }
    }

    private void release(MouseEvent e) {
        SiteCell cell = pressed;
        Site site = cell == null ? null : cell.getItem();
        if (dragging && site != null) {
            int from = list.getItems().indexOf(site);
            int to = gap > from ? gap - 1 : gap;
            end();
            move.accept(site, to);
            e.consume();
        } else {
            end();
        }
    }

    private void showGap(double y) {
        List<SiteCell> cells = visibleCells();
        if (cells.isEmpty()) {
            return;
        }
        scrollAtTheEdge(y, cells);
        double lineY = 0;
        for (SiteCell cell : cells) {
            Bounds bounds = list.sceneToLocal(cell.localToScene(cell.getLayoutBounds()));
            if (y < bounds.getCenterY()) {
                gap = cell.getIndex();
                lineY = bounds.getMinY();
                break;
            }
            gap = cell.getIndex() + 1;
            lineY = bounds.getMaxY();
        }
        double top = Math.clamp(lineY - LINE / 2, 0, Math.max(0, list.getHeight() - LINE));
        line.resizeRelocate(list.getLayoutX(), list.getLayoutY() + top, list.getWidth(), LINE);
        line.setVisible(true);
    }

    private void scrollAtTheEdge(double y, List<SiteCell> cells) {
        double edge = list.getFixedCellSize() / 3;
        if (y < edge && cells.getFirst().getIndex() > 0) {
            list.scrollTo(cells.getFirst().getIndex() - 1);
        } else if (y > list.getHeight() - edge && cells.getLast().getIndex() < list.getItems().size() - 1) {
            list.scrollTo(cells.getFirst().getIndex() + 1);
        }
    }

    private List<SiteCell> visibleCells() {
        return list.lookupAll(".site-cell").stream()
                .filter(SiteCell.class::isInstance).map(SiteCell.class::cast)
                .filter(cell -> cell.getItem() != null && cell.isVisible())
                .sorted(Comparator.comparingInt(SiteCell::getIndex)).toList();
    }

    private void end() {
        if (pressed != null) {
            pressed.pseudoClassStateChanged(MOVING, false);
        }
        pressed = null;
        dragging = false;
        line.setVisible(false);
    }

    /** The cell that a part of it belongs to; none for a button or a field in it, which mean something else. */
    private static @Nullable SiteCell cellOf(Node target) {
        for (Node at = target; at != null; at = at.getParent()) {
            if (at instanceof SiteCell cell) {
                return cell;
            }
            if (at.getStyleClass().contains("site-toggle") || at.getStyleClass().contains("site-name-field")) {
                return null;
            }
        }
        return null;
    }
}
