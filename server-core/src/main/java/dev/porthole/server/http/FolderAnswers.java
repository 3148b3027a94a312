package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.files.DocumentRoot;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server would answer about the paths of a folder, without there being one: decided by the same code, from the
 * disk as it is at that moment. For one thread at a time, which may wait for the disk.
 */
public final class FolderAnswers implements AutoCloseable {

    private final FileMemory memory;
    private final StaticContent content;

    /**
     * The answer to GET.
     *
     * @param status its status
     * @param rule what decided it
     * @param file the file that it shows, from the folder on, without a slash at its beginning; null for none
     * @param location where it leads instead, an address or a path; null for nowhere
     */
    public record Answer(int status, Rule rule, @Nullable String file, @Nullable String location) {}

    /**
     * Asks about a folder that is served with these options.
     *
     * @param folder it need not exist
     * @param listDirectories whether a directory without an index.html is shown as a listing
     * @param serveDotfiles whether names that begin with a dot are served
     * @param rules what is done besides sending files
     */
    public FolderAnswers(Path folder, boolean listDirectories, boolean serveDotfiles, HostingRules rules) {
        DocumentRoot root = new DocumentRoot(folder, serveDotfiles);
        memory = new FileMemory(root, 1, 0, 0, rules.encodedFiles(), rules.everyAnswer(), Runnable::run);
        // Without memory for content to wait in, files are opened, but not read.
        content = new StaticContent(
                root, memory, false, listDirectories, rules, false, new HostPolicy(InetAddress.getLoopbackAddress()),
                new OwnPages(Map.of()), null, new AnswerMemory(0), HttpLimits.DEFAULT);
    }

    /**
     * What the answer to a request would be.
     *
     * @param target a path with its query, percent-encoded as browsers send it (RFC 9112 section 3.2.1)
     * @return the answer, which may be an error
     */
    public Answer to(String target) {
        RequestHead head = new RequestHead("GET", target, 1, "HTTP/1.1", new HeaderFields(), "");
        Response response;
        try {
            response = content.answer(
                    new Request(head, Method.GET, RequestTarget.parse(target), null, true, false, false));
        } catch (RequestRefusedException e) {
            return new Answer(e.status(), e.why().rule(), null, null);
        }
        response.release();
        return new Answer(
                response.status(), response.why().rule(), response.file(), response.value(ResponseField.LOCATION));
    }

    @Override
    public void close() {
        memory.close();
    }
}
