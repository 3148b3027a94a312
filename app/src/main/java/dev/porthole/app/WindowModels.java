package dev.porthole.app;

import dev.porthole.app.charts.ChartsViewModel;
import dev.porthole.app.check.CheckViewModel;
import dev.porthole.app.connections.ConnectionsViewModel;
import dev.porthole.app.export.ExportViewModel;
import dev.porthole.app.export.FileSaver;
import dev.porthole.app.export.OpenedLogViewModel;
import dev.porthole.app.help.GuideViewModel;
import dev.porthole.app.https.HttpsViewModel;
import dev.porthole.app.inspector.InspectorViewModel;
import dev.porthole.app.lab.area.LabViewModel;
import dev.porthole.app.loop.LoopViewModel;
import dev.porthole.app.network.NetworkViewModel;
import dev.porthole.app.pages.PagesViewModel;
import dev.porthole.app.phone.PhoneViewModel;
import dev.porthole.app.preferences.Preferences;
import dev.porthole.app.requests.ColumnLayout;
import dev.porthole.app.requests.FilterViewModel;
import dev.porthole.app.requests.RequestActions;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.samples.SamplesViewModel;
import dev.porthole.app.site.HostingViewModel;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.ReloadViewModel;
import dev.porthole.app.site.SidebarViewModel;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.status.StatusViewModel;
import dev.porthole.app.tour.TourViewModel;
import dev.porthole.app.updates.UpdateViewModel;
import java.util.function.Supplier;

/**
 * What the window shows.
 *
 * @param preferences theme, language, scale
 * @param notices what the user should know
 * @param sites the list of sites
 * @param site the selected site
 * @param hosting what is typed about its hosting
 * @param sidebar what can be done with each site
 * @param requests its requests
 * @param pages the same requests as page loads
 * @param filter what they are narrowed to
 * @param requestActions what can be done with the selected ones
 * @param columns the columns of their table
 * @param connections its connections
 * @param charts its charts
 * @param fileSaver saves them
 * @param loop its event loops
 * @param inspector the selected request
 * @param status the status bar
 * @param export exports requests
 * @param openedLog exported requests, opened again
 * @param check what is wrong in the site itself
 * @param phone how other devices find it
 * @param reload live reload of the selected site
 * @param https how it is served by HTTPS
 * @param network what is wrong with it on purpose
 * @param lab the Epoll lab
 * @param guide the user's guide
 * @param samples sites that come with the program
 * @param tour a few words about each part of the window
 * @param updates whether a later version is out; not needed by most windows
 */
record WindowModels(
        Preferences preferences,
        Notices notices,
        SiteList sites,
        SiteViewModel site,
        HostingViewModel hosting,
        SidebarViewModel sidebar,
        RequestsViewModel requests,
        PagesViewModel pages,
        FilterViewModel filter,
        RequestActions requestActions,
        ColumnLayout columns,
        ConnectionsViewModel connections,
        ChartsViewModel charts,
        FileSaver fileSaver,
        LoopViewModel loop,
        InspectorViewModel inspector,
        StatusViewModel status,
        ExportViewModel export,
        OpenedLogViewModel openedLog,
        CheckViewModel check,
        PhoneViewModel phone,
        ReloadViewModel reload,
        HttpsViewModel https,
        NetworkViewModel network,
        LabViewModel lab,
        GuideViewModel guide,
        SamplesViewModel samples,
        TourViewModel tour,
        Supplier<UpdateViewModel> updates) {}
