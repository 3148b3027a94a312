package dev.porthole.app.samples;

import dev.porthole.app.platform.BundledFolder;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Unpacks a sample into the user's cache folder and serves it as one more site. The server never writes there; the user
 * may, to see what changes, until the sample is opened anew.
 */
public final class SamplesViewModel {

    private static final String NOTICE = "sample";

    private final SiteList sites;
    private final SiteViewModel site;
    private final Threads threads;
    private final Notices notices;
    private final Messages messages;

    /** Adds samples to a list of sites. */
    public SamplesViewModel(
            SiteList sites, SiteViewModel site, Threads threads, Notices notices, Messages messages) {
        this.sites = sites;
        this.site = site;
        this.threads = threads;
        this.notices = notices;
        this.messages = messages;
    }

    /** Serves a sample and shows its page in the browser, in the language of the window. */
    public void open(Sample sample) {
        threads.waiting().execute(() -> {
            try {
                Path folder = BundledFolder.read(sample.resource()).inCache();
                threads.ui().execute(() -> serve(sample, folder));
            } catch (IOException e) {
                notices.post(Notice.of(NOTICE, Notice.Severity.ERROR,
                        Phrase.of("sample.failed", String.valueOf(e.getMessage()))));
            }
        });
    }

    private void serve(Sample sample, Path folder) {
        Site opened = sites.open(folder);
        if (opened.ownNameProperty().get().isEmpty()) {
            opened.rename(messages.get("sample.name." + sample.name()));
        }
        site.serve(folder.resolve(sample.page(messages.languageProperty().get())));
        notices.post(Notice.of(NOTICE, Notice.Severity.INFORMATION, Phrase.of("sample.where", folder)));
    }
}
