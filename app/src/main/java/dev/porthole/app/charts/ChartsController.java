package dev.porthole.app.charts;

import dev.porthole.app.export.FileSaver;
import dev.porthole.app.site.Site;
import dev.porthole.app.text.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Binds the page of charts. */
public final class ChartsController {

    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private final ChartsViewModel model;
    private final FileSaver export;
    private final Messages messages;
    private final Runnable openRequests;
    private final ChartTexts texts;
    private final ChartView view;

    @FXML ToggleButton lastMinute;
    @FXML ToggleButton lastTenMinutes;
    @FXML ToggleButton everything;
    @FXML Label hint;
    @FXML HBox marked;
    @FXML Label markedText;
    @FXML Button showMarked;
    @FXML Button clearMarked;
    @FXML Button savePicture;
    @FXML Button saveNumbers;
    @FXML ScrollPane chartsScroll;
    @FXML Node chartsEmpty;

    /**
     * Binds this model.
     *
     * @param openRequests goes to the table of requests
     */
    public ChartsController(
            ChartsViewModel model, FileSaver export, Messages messages, Runnable openRequests) {
        this.model = model;
        this.export = export;
        this.messages = messages;
        this.openRequests = openRequests;
        texts = new ChartTexts(messages);
        view = new ChartView(model, texts);
    }

    @FXML
    void initialize() {
        chartsScroll.setContent(view);
        view.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && model.spanProperty().get() != null) {
                showRequests();
                e.consume();
            }
        });
        messages.languageProperty().subscribe(view::redraw);
        chartsEmpty.visibleProperty().bind(model.emptyProperty());
        chartsScroll.visibleProperty().bind(model.emptyProperty().not());
        savePicture.disableProperty().bind(model.emptyProperty());
        saveNumbers.disableProperty().bind(model.emptyProperty());
        bindRanges();
        bindSpan();
        savePicture.setOnAction(e -> savePicture());
        saveNumbers.setOnAction(e -> saveNumbers());
    }

    private void bindRanges() {
        Map<ChartRange, ToggleButton> buttons = new EnumMap<>(Map.of(
                ChartRange.MINUTE, lastMinute,
                ChartRange.TEN_MINUTES, lastTenMinutes,
                ChartRange.ALL, everything));
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(lastMinute, lastTenMinutes, everything);
        buttons.forEach((range, button) -> button.setUserData(range));
        model.rangeProperty().subscribe(range -> group.selectToggle(buttons.get(range)));
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else if (now.getUserData() instanceof ChartRange range) {
                model.rangeProperty().set(range);
            }
        });
    }

    private void bindSpan() {
        marked.visibleProperty().bind(model.spanProperty().isNotNull());
        marked.managedProperty().bind(marked.visibleProperty());
        hint.visibleProperty().bind(model.spanProperty().isNull().and(model.emptyProperty().not()));
        hint.managedProperty().bind(hint.visibleProperty());
        markedText.textProperty().bind(Bindings.createStringBinding(
                this::markedText, model.spanProperty(), messages.languageProperty()));
        showMarked.setOnAction(e -> showRequests());
        clearMarked.setOnAction(e -> {
            model.spanProperty().set(null);
            view.requestFocus();
        });
    }

    private String markedText() {
        ChartSpan span = model.spanProperty().get();
        return span == null
                ? ""
                : ChartTexts.clock(span) + " · " + messages.count("charts.marked", model.requestsInSpan());
    }

    private void showRequests() {
        model.showRequests();
        openRequests.run();
    }

    private void savePicture() {
        ChartFrame frame = model.frameProperty().get();
        String title = siteName() + "   " + ChartTexts.dated(new ChartSpan(frame.fromMillis(), frame.toMillis()));
        ChartPicture picture = ChartPicture.draw(
                frame, title, view.colours(), texts, view.getWidth(), view.getHeight());
        export.save(messages.get("charts.save.picture.title"), messages.get("charts.save.picture.kind"),
                fileName(frame, ".png"),
                () -> PngFile.encode(picture.argb(), picture.width(), ChartPicture.SCALE, title));
    }

    private void saveNumbers() {
        ChartFrame frame = model.frameProperty().get();
        ChartSpan span = model.spanProperty().get();
        List<Sample> samples = span == null ? frame.samples() : frame.within(span);
        export.save(messages.get("charts.save.numbers.title"), messages.get("charts.save.numbers.kind"),
                fileName(frame, ".csv"), () -> ChartCsv.write(samples).getBytes(StandardCharsets.UTF_8));
    }

    private String siteName() {
        Site site = model.siteProperty().get();
        return site == null ? "" : site.name();
    }

    /** Names of folders may have characters that not every file system takes. */
    private String fileName(ChartFrame frame, String extension) {
        String name = siteName().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return name + "-" + FILE_TIME.format(LocalDateTime.ofInstant(
                Instant.ofEpochMilli(frame.toMillis()), ZoneId.systemDefault())) + extension;
    }
}
