package dev.porthole.app.inspector.preview;

import dev.porthole.app.inspector.Facts;
import dev.porthole.app.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** Shows a preview: what is to be known first, the facts, then the thing itself. */
public final class PreviewView extends VBox {

    private static final int SQUARE = 8;
    private static final Color LIGHT = Color.web("#ffffff");
    private static final Color DARK = Color.web("#d0d7de");
    private static final double LINE_HEIGHT = 18;
    private static final double[] FONT_SIZES = {14, 20, 32, 48};

    private final Messages messages;

    /** Empty until the model has something. */
    public PreviewView(PreviewViewModel model, Messages messages) {
        this.messages = messages;
        setId("previewView");
        getStyleClass().add("preview");
        model.previewProperty().subscribe(this::show);
        messages.languageProperty().subscribe(language -> show(model.previewProperty().get()));
    }

    private void show(@Nullable Preview preview) {
        getChildren().clear();
        if (preview == null) {
            return;
        }
        VBox above = new VBox();
        above.getStyleClass().add("preview-facts");
        preview.notices().forEach(notice -> {
            TextFlow words = Facts.flow(messages.say(notice), "paragraph-text");
            words.getStyleClass().add("preview-notice");
            above.getChildren().add(words);
        });
        FlowPane facts = new FlowPane();
        facts.getStyleClass().add("preview-fact-row");
        for (Preview.Fact fact : preview.facts()) {
            Label name = new Label(messages.get(fact.key()));
            name.getStyleClass().add("fact-name");
            Label value = new Label(fact.value());
            value.getStyleClass().add("preview-value");
            facts.getChildren().add(new VBox(name, value));
        }
        above.getChildren().add(facts);
        getChildren().add(above);
        Node content = content(preview.content());
        if (content != null) {
            VBox.setVgrow(content, Priority.ALWAYS);
            getChildren().add(content);
        }
    }

    private @Nullable Node content(Preview.Content content) {
        return switch (content) {
            case Preview.Nothing nothing -> null;
            case Preview.Words words -> list(words.lines().lines(), PreviewView::line);
            case Preview.Bytes bytes -> list(bytes.lines(), line -> {
                Text text = new Text(line);
                text.getStyleClass().add("code");
                return new HBox(text);
            });
            case Preview.Picture picture -> picture(picture);
            case Preview.Typeface typeface -> typeface(typeface.font());
        };
    }

    private <T> ListView<T> list(List<T> lines, Function<T, HBox> draw) {
        ListView<T> list = new ListView<>(FXCollections.observableList(lines));
        list.getStyleClass().add("code-lines");
        list.setFixedCellSize(LINE_HEIGHT);
        list.setAccessibleText(messages.get("inspector.preview"));
        list.setMinHeight(LINE_HEIGHT * 2);
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable T line, boolean empty) {
                super.updateItem(line, empty);
                setGraphic(empty || line == null ? null : draw.apply(line));
            }
        });
        return list;
    }

    private static HBox line(TextLines.Line line) {
        Label number = new Label(line.number() == 0 ? "" : Integer.toString(line.number()));
        number.getStyleClass().add("code-number");
        HBox row = new HBox(number);
        for (Token token : line.tokens()) {
            Text text = new Text(token.text());
            text.getStyleClass().addAll("code", "token-" + token.kind().name().toLowerCase(Locale.ROOT));
            row.getChildren().add(text);
        }
        return row;
    }

    private Node picture(Preview.Picture picture) {
        ImageView view = new ImageView(picture.image());
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setAccessibleText(messages.get("inspector.preview"));
        StackPane ground = new StackPane(view);
        ground.setBackground(new Background(new BackgroundFill(checkerboard(), null, null)));
        ground.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane frame = new StackPane(ground);
        frame.getStyleClass().add("picture-frame");
        frame.setMinSize(0, 0);
        view.fitWidthProperty().bind(frame.widthProperty()
                .map(width -> Math.clamp(width.doubleValue() - 24, 1, picture.image().getWidth())));
        ScrollPane scroll = new ScrollPane(frame);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("inspector-scroll");
        return scroll;
    }

    /** What shines through where a picture is transparent. */
    private static ImagePattern checkerboard() {
        WritableImage squares = new WritableImage(2 * SQUARE, 2 * SQUARE);
        for (int y = 0; y < 2 * SQUARE; y++) {
            for (int x = 0; x < 2 * SQUARE; x++) {
                squares.getPixelWriter().setColor(x, y, x / SQUARE == y / SQUARE ? LIGHT : DARK);
            }
        }
        return new ImagePattern(squares, 0, 0, 2 * SQUARE, 2 * SQUARE, false);
    }

    private Node typeface(Font font) {
        VBox samples = new VBox();
        samples.getStyleClass().add("font-samples");
        for (double size : FONT_SIZES) {
            Label name = new Label((int) size + " px");
            name.getStyleClass().add("fact-name");
            VBox sample = new VBox(name);
            for (String key : List.of("preview.sample.latin", "preview.sample.chinese")) {
                Text text = new Text(messages.get(key));
                text.setFont(new Font(font.getName(), size));
                text.getStyleClass().add("font-sample");
                sample.getChildren().add(new TextFlow(text));
            }
            samples.getChildren().add(sample);
        }
        samples.getChildren().add(Facts.flow(messages.get("preview.sample.note"), "origin-reason"));
        ScrollPane scroll = new ScrollPane(samples);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("inspector-scroll");
        return scroll;
    }
}
