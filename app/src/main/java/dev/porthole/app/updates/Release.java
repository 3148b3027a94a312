package dev.porthole.app.updates;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A version that is out.
 *
 * @param page tells what is new in it, and has it
 */
record Release(Version version, URI page) {

    /** A release, if its tag names a version and its page is one of the site that was asked. */
    static Optional<Release> of(String tag, String page, URI asked) {
        return Version.parse(tag).flatMap(version ->
                ReleaseAddress.page(page, asked).map(found -> new Release(version, found)));
    }

    /**
     * Reads the description of a release, as GitHub, Gitea and Forgejo give it.
     *
     * @return the release, or nothing for a draft or a pre-release, which nobody should be told of
     * @throws UnansweredException if that is not what was answered
     */
    static Optional<Release> read(byte[] json, URI asked) throws UnansweredException {
        String tag = "";
        String page = "";
        boolean unfinished = false;
        try (JsonParser parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnansweredException(Outcome.UNREADABLE);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "tag_name" -> tag = Objects.requireNonNullElse(parser.getValueAsString(), "");
                    case "html_url" -> page = Objects.requireNonNullElse(parser.getValueAsString(), "");
                    case "draft", "prerelease" -> unfinished |= value == JsonToken.VALUE_TRUE;
                    default -> {
                        // Nothing that is needed here.
                    }
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            throw new UnansweredException(Outcome.UNREADABLE);
        }
        Release release = of(tag, page, asked).orElseThrow(() -> new UnansweredException(Outcome.UNREADABLE));
        return unfinished ? Optional.empty() : Optional.of(release);
    }
}
