package dev.porthole.app;

import dev.porthole.app.connections.ConnectionsViewModel;
import dev.porthole.app.inspector.InspectorViewModel;
import dev.porthole.app.pages.PagesViewModel;
import dev.porthole.app.preferences.Preferences;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.SidebarViewModel;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.status.StatusViewModel;

/**
 * What the window shows.
 *
 * @param preferences theme, language, scale
 * @param notices what the user should know
 * @param sites the list of sites
 * @param site the selected site
 * @param sidebar what can be done with each site
 * @param requests its requests
 * @param pages the same requests as page loads
 * @param connections its connections
 * @param inspector the selected request
 * @param status the status bar
 */
record WindowModels(
        Preferences preferences,
        Notices notices,
        SiteList sites,
        SiteViewModel site,
        SidebarViewModel sidebar,
        RequestsViewModel requests,
        PagesViewModel pages,
        ConnectionsViewModel connections,
        InspectorViewModel inspector,
        StatusViewModel status) {}
