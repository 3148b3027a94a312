package dev.porthole.app;

import dev.porthole.app.charts.ChartsViewModel;
import dev.porthole.app.charts.HistoryRecorder;
import dev.porthole.app.check.CheckViewModel;
import dev.porthole.app.connections.ConnectionsViewModel;
import dev.porthole.app.export.ExportViewModel;
import dev.porthole.app.export.FileSaver;
import dev.porthole.app.export.OpenedLogViewModel;
import dev.porthole.app.help.GuideViewModel;
import dev.porthole.app.https.AuthorityException;
import dev.porthole.app.https.AuthorityFiles;
import dev.porthole.app.https.HttpsViewModel;
import dev.porthole.app.https.LocalCertificates;
import dev.porthole.app.inspector.CurlCommand;
import dev.porthole.app.inspector.InspectorViewModel;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.area.LabViewModel;
import dev.porthole.app.lab.export.ClassExport;
import dev.porthole.app.lab.lesson.LessonViewModel;
import dev.porthole.app.loop.LoopViewModel;
import dev.porthole.app.network.NetworkViewModel;
import dev.porthole.app.pages.PagesViewModel;
import dev.porthole.app.phone.PhoneViewModel;
import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.OneInstance;
import dev.porthole.app.platform.ProgramVersion;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.preferences.Preferences;
import dev.porthole.app.requests.ColumnLayout;
import dev.porthole.app.requests.FilterViewModel;
import dev.porthole.app.requests.RecentFilters;
import dev.porthole.app.requests.RequestActions;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.samples.Sample;
import dev.porthole.app.samples.SamplesViewModel;
import dev.porthole.app.site.Archives;
import dev.porthole.app.site.Dropped;
import dev.porthole.app.site.HostingViewModel;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Opener;
import dev.porthole.app.site.ReloadViewModel;
import dev.porthole.app.site.SidebarViewModel;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.site.SiteStore;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.status.StatusViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.tour.TourViewModel;
import dev.porthole.app.view.Appearance;
import dev.porthole.app.view.Ticker;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.server.tls.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.beans.binding.Bindings;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window. With a folder as its argument it serves that folder at once. */
public class PortholeApplication extends Application {

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final long LONGEST_GOODBYE_MILLIS = 800;

    /** JavaFX makes the application itself, so this cannot be handed to a constructor. */
    private static OneInstance instance = OneInstance.alone();

    private @Nullable Threads threads;
    private @Nullable SettingsFile settings;
    private @Nullable SiteList sites;
    private @Nullable GuideViewModel guide;

    /** Opens the window of the first, or only, process; returns when it is closed. */
    static void launch(OneInstance thisOne, String... args) {
        instance = thisOne;
        launch(PortholeApplication.class, args);
    }

    /** Begins to answer other processes, now that JavaFX has begun. */
    @Override
    public void init() {
        instance.answer();
    }

    /** Builds every part once, by hand, and shows the window. */
    @Override
    public void start(Stage stage) {
        Appearance.loadFonts();
        Threads work = Threads.real();
        Desktop desktop = desktop(stage);
        Messages messages = new Messages();
        Notices notices = new Notices(work.ui());
        tellFailures(notices);
        SettingsFile file = settings(work, notices);
        Preferences preferences = new Preferences(file);
        LocalCertificates certificates = new LocalCertificates(
                new AuthorityFiles(SettingsFile.usualFolder()), (finding, path) -> notices.post(Notice.of(
                        "https.found", Notice.Severity.WARNING, Phrase.of("https.found." + finding, path))));
        SiteList list = new SiteList(new SiteStore(file), work, () -> https(certificates, notices));
        SiteViewModel site = new SiteViewModel(list, work, desktop, notices);
        SidebarViewModel sidebar = new SidebarViewModel(list, work, desktop, notices);
        RequestsViewModel requests = new RequestsViewModel(work);
        FilterViewModel filter = new FilterViewModel(requests, new RecentFilters(file));
        PagesViewModel pages = new PagesViewModel(work, requests);
        ConnectionsViewModel connections = new ConnectionsViewModel(work, Clock.systemUTC());
        HistoryRecorder recorder = new HistoryRecorder(list, work, Clock.systemUTC());
        ChartsViewModel charts = new ChartsViewModel(recorder, requests, Clock.systemUTC());
        FileSaver fileSaver = new FileSaver(desktop, work, notices);
        LoopViewModel loop = new LoopViewModel(work);
        CurlCommand curl = new CurlCommand(certificates.files().certificate());
        InspectorViewModel inspector = new InspectorViewModel(requests, site, list, desktop.clipboard(), curl, work);
        StatusViewModel status = new StatusViewModel(work, Clock.systemUTC());
        ExportViewModel export = new ExportViewModel(
                requests, () -> address(site), work, desktop.saving(), desktop.browser(), notices,
                Clock.systemUTC(), ProgramVersion.text());
        OpenedLogViewModel openedLog = new OpenedLogViewModel(work, desktop.opening(), notices);
        PhoneViewModel phone = new PhoneViewModel(list, work);
        ReloadViewModel reload = new ReloadViewModel(list, site, work, notices);
        NetworkViewModel network = new NetworkViewModel(list, work);
        ClassTrace labTrace = new ClassTrace(Clock.systemUTC());
        Opener opener = new Opener(work, desktop, notices);
        GuideViewModel guideModel = new GuideViewModel(work, opener, notices);
        UpdateSchedule updates = new UpdateSchedule(file, work, notices, opener);
        LabViewModel lab = new LabViewModel(
                new LabFrame(work, labTrace), new LessonViewModel(work.ui(), System::nanoTime),
                new ClassExport(labTrace, fileSaver, Clock.systemUTC()), preferences::resetScale);
        SamplesViewModel samples = new SamplesViewModel(list, site, work, notices, messages);
        TourViewModel tour = new TourViewModel(
                file, Bindings.isNotEmpty(list.sites()), () -> samples.open(Sample.FIRST_SITE));
        threads = work;
        settings = file;
        sites = list;
        guide = guideModel;

        Ticker ticker = new Ticker(work.view());
        ticker.onBeat(requests::beat);
        ticker.onBeat(pages::beat);
        ticker.onBeat(connections::beat);
        ticker.onBeat(loop::beat);
        ticker.onBeat(status::beat);
        ticker.onBeat(phone::beat);
        ticker.onBeat(reload::beat);
        ticker.onBeat(network::beat);
        ticker.onBeat(lab::beat);
        WindowModels models = new WindowModels(
                preferences, notices, list, site, new HostingViewModel(site, list, work), sidebar, requests, pages,
                filter,
                new RequestActions(requests, site, desktop.clipboard(), work, messages, curl::of),
                new ColumnLayout(file), connections, charts, fileSaver, loop, inspector, status, export, openedLog,
                new CheckViewModel(work), phone, reload, new HttpsViewModel(certificates, list, work), network,
                lab, guideModel, samples, tour, updates);
        MainWindow window = new MainWindow(stage, models, new ViewLoader(messages), desktop, ticker);
        Optional<Path> given = arguments().stream().findFirst().map(Path::of);
        // Its row is there when the window appears, which need not show first how to choose a folder.
        given.flatMap(Dropped::look).ifPresent(one -> list.open(one.folder()));
        window.show();
        recorder.start(() -> work.ui().execute(charts::refresh));
        list.resume(preferences.restoreRunningProperty().get());
        List<Path> served = list.sites().stream().map(Site::folder).toList();
        if (instance.role() != OneInstance.Role.BESIDE) {
            work.waiting().execute(() -> Archives.usual().keepOnly(served));
            updates.begin();
        }
        given.ifPresent(one -> open(one, site, openedLog));
        if (given.isEmpty()) {
            tour.greet();
        }
        instance.onHandOver(toOpen -> {
            toOpen.ifPresent(one -> work.ui().execute(() -> open(one, site, openedLog)));
            work.ui().execute(window::bringToFront);
        });
    }

    private static SettingsFile settings(Threads work, Notices notices) {
        Consumer<Phrase> tell = problem -> notices.post(Notice.of("settings", Notice.Severity.WARNING, problem));
        Path folder = SettingsFile.usualFolder();
        if (instance.role() == OneInstance.Role.BESIDE) {
            return SettingsFile.besideAnother(folder, work.background(), tell);
        }
        return new SettingsFile(folder, work.background(), tell);
    }

    private static Optional<TlsSettings> https(LocalCertificates certificates, Notices notices) {
        try {
            return Optional.of(certificates.open());
        } catch (AuthorityException e) {
            notices.post(Notice.of("https", Notice.Severity.ERROR, HttpsViewModel.problem(e)));
            return Optional.empty();
        }
    }

    private static void open(Path given, SiteViewModel site, OpenedLogViewModel openedLog) {
        if (OpenedLogViewModel.opens(given)) {
            openedLog.open(given);
        } else {
            site.serve(given);
        }
    }

    private static URI address(SiteViewModel site) {
        String address = site.addressProperty().get();
        return URI.create(address.isEmpty() ? "http://localhost/" : address);
    }

    /** What fails unexpectedly is a fault of this program, and must not look as if all were well. */
    private static void tellFailures(Notices notices) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            notices.post(Notice.of(
                    "inside", Notice.Severity.ERROR, Phrase.of("failure.inside", String.valueOf(failure))));
        });
    }

    /** Stops every server and leaves; asks nothing and takes less than a second. */
    @Override
    public void stop() {
        instance.stopListening();
        SiteList running = sites;
        if (running != null) {
            running.shutDown(GRACE)
                    .completeOnTimeout(null, LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
        GuideViewModel shownGuide = guide;
        if (shownGuide != null) {
            shownGuide.close();
        }
        SettingsFile file = settings;
        if (file != null) {
            file.flush();
        }
        Threads work = threads;
        if (work != null) {
            work.close();
        }
    }

    /** What the program was started with; tests bring their own. */
    protected List<String> arguments() {
        return getParameters().getUnnamed();
    }

    /** The desktop around the window; tests bring their own. */
    protected Desktop desktop(Stage stage) {
        return Desktop.real(getHostServices(), () -> stage);
    }
}
