package dev.porthole.app.https;

import dev.porthole.app.https.HttpsLook.Stage;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteConfiguration;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the panel for HTTPS shows and does. On the thread of the window; files are read on another. */
public final class HttpsViewModel {

    private final LocalCertificates certificates;
    private final SiteList sites;
    private final Threads threads;
    private final TrustCommands commands;
    private final ReadOnlyObjectWrapper<HttpsLook> look;
    private boolean showing;

    /** For the sites of this list, which speak HTTPS with these certificates. */
    public HttpsViewModel(LocalCertificates certificates, SiteList sites, Threads threads) {
        this.certificates = certificates;
        this.sites = sites;
        this.threads = threads;
        this.commands = TrustCommands.ofThisComputer();
        this.look = new ReadOnlyObjectWrapper<>(
                HttpsLook.without(Stage.NONE, certificates.files().certificate(), null));
    }

    /** What is known now. */
    ReadOnlyObjectProperty<HttpsLook> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /** Why there is no authority, in words. */
    public static Phrase problem(AuthorityException e) {
        return Phrase.of("https.problem." + e.kind(), e.path());
    }

    /** Whether anybody looks; if not, nothing is read. */
    public void setShowing(boolean show) {
        showing = show;
        refresh();
    }

    /** A server has started or stopped: the first one with HTTPS makes the authority. */
    void refresh() {
        if (showing) {
            waiting(this::read);
        }
    }

    /**
     * Deletes the authority. Sites that are served by HTTPS go back to plain HTTP, because browsers would refuse what
     * nobody vouches for.
     */
    void remove() {
        HttpsLook before = look.get();
        waiting(() -> {
            try {
                certificates.remove();
            } catch (AuthorityException e) {
                return HttpsLook.without(Stage.FAILED, before.certificate(), problem(e));
            }
            threads.ui().execute(() -> sites.sites().forEach(HttpsViewModel::withoutHttps));
            return new HttpsLook(Stage.REMOVED, before.name(), "", null, before.certificate(),
                    commands.distrust(before.name()), null);
        });
    }

    private static void withoutHttps(Site site) {
        SiteConfiguration configuration = site.configuration();
        if (configuration.https()) {
            site.configurationProperty().set(configuration.withHttps(false));
            if (site.state() instanceof ServerState.Running) {
                site.restart();
            }
        }
    }

    private HttpsLook read() {
        try {
            Optional<LocalAuthority> found = certificates.authority();
            return found.map(this::there).orElseGet(
                    () -> HttpsLook.without(Stage.NONE, certificates.files().certificate(), null));
        } catch (AuthorityException e) {
            return HttpsLook.without(Stage.FAILED, certificates.files().certificate(), problem(e));
        }
    }

    private HttpsLook there(LocalAuthority authority) {
        return new HttpsLook(
                Stage.THERE, authority.name(), authority.fingerprint(),
                LocalDate.ofInstant(authority.end(), ZoneId.systemDefault()), certificates.files().certificate(),
                commands.trust(authority.name(), certificates.files().certificate()), null);
    }

    private void waiting(Supplier<HttpsLook> work) {
        try {
            threads.waiting().execute(() -> {
                HttpsLook found = work.get();
                threads.ui().execute(() -> show(found));
            });
        } catch (RejectedExecutionException closing) {
            // There is nobody left to tell.
        }
    }

    /** What to do after a removal stays until there is an authority again. */
    private void show(HttpsLook found) {
        if (found.stage() != Stage.NONE || look.get().stage() != Stage.REMOVED) {
            look.set(found);
        }
    }
}
