package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Messages;
import dev.porthole.server.event.EventLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final Events events = new Events(new EventLog(2_000, 10_000));
    private final Messages messages = new Messages();
    private SettingsFile settings;
    private RequestsViewModel requests;
    private FilterViewModel model;

    @TempDir Path temp;

    @BeforeEach
    void open() {
        events.open(1, "127.0.0.1");
        events.answer("/", 200);
        events.answer("/a.css", 200);
        events.answer("/a.css?v=2", 304);
        events.answer("/missing page", 404);
        settings = new SettingsFile(temp, threads.background(), problem -> {});
        stage.run(() -> {
            requests = new RequestsViewModel(threads);
            requests.show(events.log);
            model = new FilterViewModel(requests, new RecentFilters(settings));
        });
    }

    @AfterEach
    void close() {
        threads.close();
        stage.close();
    }

    private List<String> names() {
        return model.suggestionsProperty().get().stream().map(Suggestion::name).toList();
    }

    private void type(String text) {
        model.typed(text, text.length());
        requests.filterTextProperty().set(text);
    }

    private void takeFirst() {
        String text = requests.filterTextProperty().get();
        FilterViewModel.Edit edit = model.take(text, Math.max(0, model.chosenProperty().get()));
        model.typed(edit.text(), edit.caret());
        requests.filterTextProperty().set(edit.text());
    }

    @Test
    void keysAreSuggestedByTheirBeginningAndExplained() {
        stage.run(() -> type("s"));
        assertThat(stage.call(this::names)).containsExactly("status:", "size>");
        assertThat(stage.call(() -> messages.say(model.suggestionsProperty().get().getFirst().words())))
                .isEqualTo("status of the answer: 404, 4xx, >=400");
        stage.run(() -> type("logo"));
        assertThat(stage.call(model::isOpen)).isFalse();
        stage.run(() -> type(""));
        assertThat(stage.call(model::isOpen)).as("nothing opens by itself in an empty field").isFalse();
        stage.run(() -> model.openKeys("", 0));
        assertThat(stage.call(this::names)).hasSize(FilterKey.values().length);
    }

    @Test
    void everyKeyAndValueIsExplainedInEveryLanguage() {
        for (FilterKey key : FilterKey.values()) {
            assertThat(messages.has("filter.key." + key.name())).as(key.name()).isTrue();
        }
        for (String word : Reasons.words()) {
            assertThat(messages.has("filter.value." + word)).as(word).isTrue();
        }
        for (String word : TermReader.outcomes()) {
            assertThat(messages.has("filter.value." + word)).as(word).isTrue();
        }
    }

    @Test
    void valuesComeFromTheLogWithTheirCounts() {
        stage.run(() -> type("path:"));
        stage.until("the paths are suggested", () -> names().equals(List.of("/a.css", "/", "/missing page")));
        assertThat(stage.call(() -> model.suggestionsProperty().get().getFirst().count())).isEqualTo(2);
        stage.run(() -> type("status:4"));
        stage.until("the statuses with a 4", () -> names().equals(List.of("304", "404")));
        stage.run(() -> type("status:404"));
        stage.until("what is complete needs no suggestion", () -> !model.isOpen());
    }

    @Test
    void takingAKeyLeadsToItsValuesAndTakingAValueToTheNextTerm() {
        stage.run(() -> type("pa"));
        stage.run(this::takeFirst);
        assertThat(stage.call(() -> requests.filterTextProperty().get())).isEqualTo("path:");
        stage.until("paths follow", () -> names().contains("/missing page"));
        stage.run(() -> {
            model.choose(-1);
            takeFirst();
        });
        assertThat(stage.call(() -> requests.filterTextProperty().get())).isEqualTo("path:\"/missing page\" ");
        assertThat(stage.call(model::isOpen)).isFalse();
        stage.until("it narrows the table", () -> requests.rowsProperty().get().size() == 1);
    }

    @Test
    void theChoiceGoesRound() {
        stage.run(() -> type("s"));
        assertThat(stage.call(() -> model.chosenProperty().get())).isEqualTo(-1);
        stage.run(() -> model.choose(1));
        stage.run(() -> model.choose(1));
        stage.run(() -> model.choose(1));
        assertThat(stage.call(() -> model.chosenProperty().get())).isZero();
        stage.run(() -> model.choose(-1));
        assertThat(stage.call(() -> model.chosenProperty().get())).isEqualTo(1);
    }

    @Test
    void whatIsBeingTypedIsWrongOnlyWhenItIsLeft() {
        stage.run(() -> type("size>"));
        assertThat(stage.call(() -> model.problemProperty().get())).isNull();
        stage.run(model::settle);
        assertThat(stage.call(() -> messages.say(model.problemProperty().get()))).startsWith("size “>”");
        stage.run(() -> type("statsu:404"));
        assertThat(stage.call(() -> messages.say(model.problemProperty().get()))).startsWith("“statsu:”");
        stage.run(() -> type("status:404"));
        assertThat(stage.call(() -> model.problemProperty().get())).isNull();
    }

    @Test
    void buttonsAndTextAgree() {
        stage.run(() -> requests.filterTextProperty().set("logo"));
        stage.run(() -> model.errorsOnlyProperty().set(true));
        stage.run(() -> model.hideNoiseProperty().set(true));
        assertThat(stage.call(() -> requests.filterTextProperty().get())).isEqualTo("logo status>=400 noise:no");
        stage.run(() -> requests.filterTextProperty().set("noise:no logo"));
        assertThat(stage.call(() -> model.errorsOnlyProperty().get())).isFalse();
        assertThat(stage.call(() -> model.hideNoiseProperty().get())).isTrue();
        stage.run(() -> model.hideNoiseProperty().set(false));
        assertThat(stage.call(() -> requests.filterTextProperty().get())).isEqualTo("logo");
    }

    @Test
    void filtersThatWereUsedComeBackInAnEmptyField() {
        stage.run(() -> {
            type("status:404");
            model.settle();
            type("wrong:x");
            model.settle();
            type("logo");
            model.settle();
            type("status:404");
            model.settle();
            type("");
            model.open("", 0);
        });
        assertThat(stage.call(this::names)).containsExactly("status:404", "logo");
        assertThat(new RecentFilters(settings).texts()).containsExactly("status:404", "logo");
        stage.run(this::takeFirst);
        stage.until("it narrows the table", () -> requests.rowsProperty().get().size() == 1);
    }

    @Test
    void aMenuNarrowsTheTableAndPinsCount() {
        stage.run(() -> requests.showOnly("status:200"));
        stage.until("two rows", () -> requests.rowsProperty().get().size() == 2);
        stage.run(() -> requests.hide("path=/"));
        stage.until("one row", () -> requests.rowsProperty().get().size() == 1);
        long left = stage.call(() -> requests.rowsProperty().get().getFirst().number());
        stage.run(() -> requests.select(requests.rowsProperty().get(), requests.rowsProperty().get().getFirst()));
        stage.run(() -> requests.filterTextProperty().set("pinned:yes"));
        stage.until("nothing is pinned", () -> requests.rowsProperty().get().isEmpty());
        stage.run(requests::togglePins);
        stage.until("the pinned row", () -> requests.rowsProperty().get().stream().map(LogRow::number).toList()
                .equals(List.of(left)));
    }

    @Test
    void tellsHowManyItFoundAndOfHowMany() {
        stage.until("four requests are shown", () -> found("") && requests.rowsProperty().get().size() == 4);
        stage.run(() -> type("a.css"));
        stage.until("two of them are found", () -> found("2 of 4"));
        events.answer("/a.css", 304);
        stage.run(requests::beat);
        stage.until("a third one is counted", () -> found("3 of 5"));
        for (int i = 0; i < LogView.WINDOW; i++) {
            events.answer("/a.css", 200);
        }
        stage.run(requests::beat);
        stage.until("the window is full", () -> found("newest 1,000 shown"));
        stage.run(() -> type(""));
        stage.until("nothing is left to say", () -> found(""));
    }

    private boolean found(String words) {
        return messages.say(model.foundProperty().get()).equals(words);
    }
}
