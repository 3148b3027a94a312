package dev.porthole.app.pages;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Quantities;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** One request of a page load, its bar on the time axis of that. */
final class PartNode extends HBox {

    private static final PseudoClass MATCHING = PseudoClass.getPseudoClass("matching");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    private static final PseudoClass FAINT = PseudoClass.getPseudoClass("faint");
    private static final double BAR_THICKNESS = 6;

    private final Region mark = new Region();
    private final Label path = new Label();
    private final StatusPill status = new StatusPill();
    private final Label type = new Label();
    private final Label sent = new Label();
    private final Label took = new Label();
    private final Waterfall bar = new Waterfall(BAR_THICKNESS);
    private final Tooltip pathTip = new Tooltip();

    PartNode(PageColumns columns) {
        getStyleClass().add("page-part");
        mark.getStyleClass().add("match-mark");
        path.getStyleClass().add("mono");
        path.setTooltip(pathTip);
        path.setMinWidth(0);
        path.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(path, Priority.ALWAYS);
        type.getStyleClass().add("quiet");
        columns.status(status);
        columns.type(type);
        columns.sent(sent);
        columns.took(took);
        columns.bar(bar);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(mark, path, status, type, sent, took, bar);
    }

    void show(PageItem.Row item) {
        PagePart part = item.part();
        PagePart.Answer answer = part.answer();
        String method = part.method().equals("GET") ? "" : RequestTexts.escape(part.method()) + ' ';
        path.setText(method + RequestTexts.path(part.target()));
        pathTip.setText(RequestTexts.escape(part.target()));
        status.show(answer == null ? 0 : answer.status());
        type.setText(answer == null ? "" : RequestTexts.type(answer.mediaType()));
        sent.setText(answer == null ? "…" : Quantities.bytes(answer.sentBytes()));
        took.setText(answer == null ? "…" : Quantities.duration(answer.tookNanos()));
        bar.show(List.of(PageBar.of(part, item.card(), item.matches())));
        pseudoClassStateChanged(MATCHING, item.card().filtered() && item.matches());
        pseudoClassStateChanged(LAST, item.card().parts().getLast().number() == part.number());
        pseudoClassStateChanged(FAINT, !item.matches());
    }
}
