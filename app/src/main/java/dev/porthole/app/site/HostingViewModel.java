package dev.porthole.app.site;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RuleFileProblem;
import dev.porthole.server.hosting.RuleFolder;
import dev.porthole.server.http.HostingRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What is typed about the hosting of the selected site: the base path and the user's own header fields. Whatever is
 * complete and right holds at once; what is not waits, with the reason beside it.
 */
public final class HostingViewModel {

    private static final int MOST_NOTES = 8;

    private final SiteViewModel site;
    private final SiteList sites;
    private final Threads threads;
    private final StringProperty basePath = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Phrase> basePathProblem = new ReadOnlyObjectWrapper<>();
    private final ObservableList<HeaderRow> rows = FXCollections.observableArrayList();
    private final ObservableList<Phrase> notes = FXCollections.observableArrayList();
    private List<HeaderRule> applied = List.of();
    private @Nullable Site shown;
    private int looks;

    /** One row of the editor. */
    public static final class HeaderRow {

        private final StringProperty pattern = new SimpleStringProperty("");
        private final StringProperty name = new SimpleStringProperty("");
        private final StringProperty value = new SimpleStringProperty("");
        private final ReadOnlyObjectWrapper<HeaderRule.@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
        private final Set<StringProperty> left = new HashSet<>();

        HeaderRow(String pattern, String name, String value) {
            this.pattern.set(pattern);
            this.name.set(name);
            this.value.set(value);
            for (StringProperty field : List.of(this.pattern, this.name, this.value)) {
                field.subscribe(this::takeBackWhatIsRight);
            }
        }

        /** The paths it holds for, as typed. */
        public StringProperty patternProperty() {
            return pattern;
        }

        /** The field's name, as typed. */
        public StringProperty nameProperty() {
            return name;
        }

        /** The field's value, as typed. */
        public StringProperty valueProperty() {
            return value;
        }

        /** What is wrong in a field that was left, or null: also while nothing is typed yet. */
        public ReadOnlyObjectProperty<HeaderRule.@Nullable Problem> problemProperty() {
            return problem.getReadOnlyProperty();
        }

        private boolean isBegun() {
            return !name.get().isBlank() || !value.get().isBlank();
        }

        private HeaderRule.@Nullable Problem wrong() {
            return HeaderRule.problem(pattern.get().strip(), name.get().strip(), value.get().strip()).orElse(null);
        }

        /** Nobody is told that something is wrong who has not come to it yet, or is still typing it. */
        private boolean isLeft(HeaderRule.Problem wrong) {
            return left.contains(switch (wrong) {
                case PATTERN -> pattern;
                case NAME, RESERVED -> name;
                case VALUE, LENGTH -> value;
            });
        }

        private void takeBackWhatIsRight() {
            if (problem.get() != null && problem.get() != wrong()) {
                problem.set(null);
            }
        }

        private Optional<HeaderRule> rule() {
            HeaderRule.Problem wrong = wrong();
            problem.set(wrong != null && isBegun() && isLeft(wrong) ? wrong : null);
            return wrong == null
                    ? Optional.of(new HeaderRule(pattern.get().strip(), name.get().strip(), value.get().strip()))
                    : Optional.empty();
        }
    }

    /** What is typed for the selected site. */
    public HostingViewModel(SiteViewModel site, SiteList sites, Threads threads) {
        this.site = site;
        this.sites = sites;
        this.threads = threads;
        site.configurationProperty().subscribe(configuration -> show(configuration.options().rules()));
        sites.selectedProperty().subscribe(selected -> show(rules()));
    }

    /** The base path, as typed. */
    public StringProperty basePathProperty() {
        return basePath;
    }

    /** What is wrong with the base path, or null. */
    public ReadOnlyObjectProperty<@Nullable Phrase> basePathProblemProperty() {
        return basePathProblem.getReadOnlyProperty();
    }

    /** The user's own header fields. */
    public ObservableList<HeaderRow> rows() {
        return rows;
    }

    /** What has no effect in this preview, and what the service would leave out. */
    public ObservableList<Phrase> notes() {
        return notes;
    }

    /** Previews another service. */
    public void preview(HostingService service) {
        if (service != rules().service()) {
            present(rules().withService(service));
        }
    }

    /** Takes over the base path as typed, with the slashes that are meant. */
    public void applyBasePath() {
        String typed = basePath.get().strip();
        String path = typed.isEmpty() ? HostingRules.NO_BASE
                : (typed.startsWith("/") ? "" : "/") + typed + (typed.endsWith("/") ? "" : "/");
        if (!HostingRules.isBasePath(path)) {
            basePathProblem.set(Phrase.of("hosting.basePath.wrong"));
            return;
        }
        basePathProblem.set(null);
        if (path.equals(rules().basePath())) {
            showBasePath(path);
        } else {
            present(rules().withBasePath(path));
        }
    }

    /** Adds an empty row; nothing is sent for it yet. */
    public void addRow() {
        if (rows.size() < HeaderRule.MOST) {
            rows.add(new HeaderRow("/*", "", ""));
        }
    }

    /** Adds a field that is often wanted, at once. */
    public void addRow(String pattern, String name, String value) {
        if (rows.size() < HeaderRule.MOST) {
            rows.add(new HeaderRow(pattern, name, value));
            applyRows();
        }
    }

    /** Takes a row away. */
    public void remove(HeaderRow row) {
        rows.remove(row);
        applyRows();
    }

    /** A field of a row was left, or Enter pressed in it: what is wrong there is told, what is right is sent. */
    public void leave(HeaderRow row, StringProperty field) {
        row.left.add(field);
        applyRows();
    }

    private void applyRows() {
        List<HeaderRule> right = new ArrayList<>();
        rows.forEach(row -> row.rule().ifPresent(right::add));
        if (!right.equals(applied)) {
            applied = List.copyOf(right);
            present(rules().withHeaders(right));
        }
    }

    /** Looks again which lines of the files of rules have no effect. */
    public void lookForNotes() {
        Site selected = sites.selected();
        int look = ++looks;
        if (selected == null || rules().service() == HostingService.NONE) {
            notes.clear();
            return;
        }
        Path folder = selected.folder();
        HostingService service = rules().service();
        try {
            threads.waiting().execute(() -> {
                List<Phrase> found = found(folder, service);
                threads.ui().execute(() -> {
                    if (look == looks) {
                        notes.setAll(found);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
            return;
        }
    }

    private static List<Phrase> found(Path folder, HostingService service) {
        List<Phrase> found = new ArrayList<>();
        List<RuleFileProblem> problems = RuleFolder.read(folder, service, List.of()).problems();
        for (RuleFileProblem problem : problems.subList(0, Math.min(MOST_NOTES, problems.size()))) {
            found.add(Phrase.of("hosting.note", problem.file(), problem.line(),
                    Phrase.of("hosting.problem." + problem.kind().name(), problem.subject())));
        }
        if (problems.size() > MOST_NOTES) {
            found.add(Phrase.of("hosting.moreNotes", problems.size() - MOST_NOTES));
        }
        if (service == HostingService.GITHUB_PAGES) {
            RuleFolder.leftOutByJekyll(folder).ifPresent(name -> found.add(Phrase.of("hosting.jekyll", name)));
        }
        return found;
    }

    private HostingRules rules() {
        return site.configurationProperty().get().options().rules();
    }

    private void present(HostingRules rules) {
        site.present(site.configurationProperty().get().options().withRules(rules));
    }

    /** What is being typed stays while only something else has changed. */
    private void show(HostingRules rules) {
        boolean another = sites.selected() != null && !sites.selected().equals(shown);
        shown = sites.selected();
        if (another || !rules.headers().equals(applied)) {
            applied = rules.headers();
            rows.setAll(rules.headers().stream()
                    .map(rule -> new HeaderRow(rule.pattern(), rule.name(), rule.value())).toList());
        }
        showBasePath(rules.basePath());
        lookForNotes();
    }

    private void showBasePath(String path) {
        basePathProblem.set(null);
        basePath.set(path);
    }
}
