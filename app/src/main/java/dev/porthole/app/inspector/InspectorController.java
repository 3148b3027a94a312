package dev.porthole.app.inspector;

import dev.porthole.app.inspector.InspectorViewModel.Page;
import dev.porthole.app.inspector.preview.PreviewView;
import dev.porthole.app.inspector.replay.ReplayView;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Shows the selected request: heads, the server's reason, the time it took, its file, and what can be done with it. */
public final class InspectorController {

    /** From this width on, there is room for the actions beside the tabs. */
    private static final double WIDE = 860;

    private final InspectorViewModel model;
    private final Messages messages;
    private final Map<Page, ToggleButton> tabs = new EnumMap<>(Page.class);
    private final ToggleGroup group = new ToggleGroup();

    @FXML VBox inspector;
    @FXML HBox header;
    @FXML ToggleButton requestTab;
    @FXML ToggleButton responseTab;
    @FXML ToggleButton whyTab;
    @FXML ToggleButton timingTab;
    @FXML ToggleButton previewTab;
    @FXML Label sentHere;
    @FXML Button close;
    @FXML StackPane pages;
    @FXML ScrollPane scroll;
    @FXML VBox content;
    @FXML FlowPane actions;
    @FXML Button copyAsCurl;
    @FXML Button sendAgain;
    @FXML ToggleButton edit;
    @FXML ToggleButton compare;
    @FXML Button showFile;

    private @Nullable ReplayView replay;
    private @Nullable Inspection shownBefore;

    /** Shows this model. */
    public InspectorController(InspectorViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        tabs.put(Page.REQUEST, requestTab);
        tabs.put(Page.RESPONSE, responseTab);
        tabs.put(Page.WHY, whyTab);
        tabs.put(Page.TIMING, timingTab);
        tabs.put(Page.PREVIEW, previewTab);
        tabs.put(Page.REPLAY, edit);
        tabs.put(Page.COMPARE, compare);
        group.getToggles().setAll(tabs.values());
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                tabs.forEach((page, tab) -> {
                    if (tab.equals(now)) {
                        model.pageProperty().set(page);
                    }
                });
            }
        });
        PreviewView preview = new PreviewView(model.preview(), messages);
        preview.visibleProperty().bind(model.pageProperty().isEqualTo(Page.PREVIEW).and(
                model.preview().previewProperty().isNotNull()));
        scroll.visibleProperty().bind(preview.visibleProperty().not());
        pages.getChildren().add(preview);
        close.setOnAction(e -> model.close());
        copyAsCurl.setOnAction(e -> model.copyAsCurl());
        sendAgain.setOnAction(e -> model.sendAgain());
        showFile.setOnAction(e -> model.showFile());
        header.widthProperty().subscribe(width -> placeActions(width.doubleValue()));
        model.pageProperty().subscribe(page -> {
            group.selectToggle(tabs.get(page));
            shownBefore = null;
            fill();
        });
        model.inspectionProperty().subscribe(inspection -> fill());
        messages.languageProperty().subscribe(language -> fill());
    }

    /** Below the page, or beside the tabs where the inspector is wide and low. */
    private void placeActions(double width) {
        boolean beside = width >= WIDE;
        if (beside == header.getChildren().contains(actions)) {
            return;
        }
        inspector.getChildren().remove(actions);
        header.getChildren().remove(actions);
        if (beside) {
            header.getChildren().add(header.getChildren().indexOf(close), actions);
        } else {
            inspector.getChildren().add(actions);
        }
    }

    private void fill() {
        Inspection shown = model.inspectionProperty().get();
        if (shown == null) {
            return;
        }
        boolean hasHead = !shown.requestHead().isEmpty();
        showFile.setVisible(model.hasFile());
        showFile.setManaged(model.hasFile());
        sendAgain.setDisable(!hasHead);
        edit.setDisable(!hasHead);
        sentHere.setVisible(shown.sentHere());
        sentHere.setManaged(shown.sentHere());
        content.getChildren().setAll(page(shown));
        Inspection before = shownBefore;
        if (before == null || before.request().number() != shown.request().number()) {
            scroll.setVvalue(0);
        }
        shownBefore = shown;
    }

    private List<Node> page(Inspection shown) {
        ResponseFinished response = shown.response();
        List<Node> nodes = new ArrayList<>();
        switch (model.pageProperty().get()) {
            case REQUEST -> {
                head(shown.requestHead(), nodes);
                if (response != null) {
                    nodes.add(new TimingView(messages, response.timing()));
                }
            }
            case COMPARE -> compare(shown, nodes);
            case REPLAY -> nodes.add(replay());
            default -> {
                if (response == null) {
                    nodes.add(paragraph("inspector.inFlight"));
                } else {
                    answered(shown, response, nodes);
                }
            }
        }
        return nodes;
    }

    private void answered(Inspection shown, ResponseFinished response, List<Node> nodes) {
        switch (model.pageProperty().get()) {
            case RESPONSE -> {
                head(shown.responseHead(), nodes);
                body(response, shown.request().isHttp2(), nodes);
            }
            case WHY -> nodes.add(new WhyView(messages, shown, response, model.address()));
            case TIMING -> timing(shown, response, nodes);
            default -> {
                // The preview has a place of its own.
            }
        }
    }

    private ReplayView replay() {
        ReplayView view = replay;
        if (view == null) {
            view = new ReplayView(model.replay(), messages);
            replay = view;
        }
        return view;
    }

    private void head(List<HeadLine> lines, List<Node> nodes) {
        nodes.add(lines.isEmpty() ? paragraph("inspector.headDropped") : new HeadView(messages, lines, model::copy));
    }

    private void body(ResponseFinished response, boolean inFrames, List<Node> nodes) {
        Facts facts = new Facts()
                .quote(messages.get("response.body"), Quantities.exactBytes(response.bodyBytes()))
                .quote(messages.get(inFrames ? "response.sent.frames" : "response.sent"),
                        Quantities.exactBytes(response.sentBytes()));
        if (response.mediaType() != null) {
            facts.quote(messages.get("response.type"), response.mediaType());
        }
        nodes.add(facts);
    }

    private void compare(Inspection shown, List<Node> nodes) {
        Exchange before = shown.around().same().before();
        Exchange after = shown.around().same().after();
        if (before == null && after == null) {
            nodes.add(paragraph("compare.none"));
            return;
        }
        Phrase here = Phrase.of("compare.this", shown.request().number());
        if (before != null) {
            nodes.add(new ComparisonView(
                    messages, Phrase.of("compare.before", before.number()), before, here, shown.exchange()));
        }
        if (after != null) {
            nodes.add(new ComparisonView(
                    messages, here, shown.exchange(), Phrase.of("compare.after", after.number()), after));
        }
    }

    private void timing(Inspection shown, ResponseFinished response, List<Node> nodes) {
        nodes.add(new TimingView(messages, response.timing()));
        SlownessWords.of(response).ifPresent(finding -> {
            if (finding instanceof Finding.Words words) {
                nodes.add(Facts.flow(messages.say(words.text()), "paragraph-text"));
            }
        });
        RequestReceived request = shown.request();
        String connection = "#" + request.connection();
        Phrase reuse = request.numberOnConnection() == 1
                ? Phrase.of("timing.firstOnConnection", connection)
                : Phrase.of("timing.onConnection", request.numberOnConnection(), connection);
        Facts facts = new Facts()
                .quote(messages.get("timing.headComplete"), Quantities.dateTime(request.at()))
                .quote(messages.get("timing.lastByte"), Quantities.dateTime(response.at()))
                .words(messages.get("timing.connection"), messages.say(reuse));
        if (!shown.client().isEmpty()) {
            facts.quote(messages.get("timing.client"), shown.client());
        }
        nodes.add(facts);
    }

    private Node paragraph(String key) {
        return Facts.flow(messages.get(key), "paragraph-text");
    }
}
