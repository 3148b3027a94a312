package dev.porthole.server.reload;

import dev.porthole.server.files.FolderWatch;

/**
 * What live reload is doing at a moment.
 *
 * @param pages how many open pages listen; frames within them are not counted
 * @param limit why the system does not tell of all changes, so that files are looked at instead
 */
public record ReloadStatus(int pages, FolderWatch.Limit limit) {}
