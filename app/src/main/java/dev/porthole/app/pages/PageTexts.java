package dev.porthole.app.pages;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.util.ArrayList;
import java.util.List;

/** The words about a page load. */
final class PageTexts {

    private final Messages messages;

    PageTexts(Messages messages) {
        this.messages = messages;
    }

    /** What a card is called: the path of its page. */
    String title(PageCard card) {
        return card.page() ? RequestTexts.path(card.target()) : messages.get("pages.others");
    }

    /** How many requests, and how many of them the client had already. */
    String requests(PageCard card) {
        List<String> facts = new ArrayList<>();
        facts.add(messages.count("pages.requests", card.requests()));
        if (card.requests() > card.parts().size()) {
            facts.add(messages.get("pages.listed", Quantities.count(card.parts().size())));
        }
        if (card.filtered()) {
            facts.add(messages.get("pages.matching", Quantities.count(card.matches())));
        }
        if (card.notModified() > 0) {
            facts.add(messages.get("pages.notModified", Quantities.count(card.notModified())));
        }
        return String.join(" · ", facts);
    }

    /** How many failed, and which one first; empty when none did. */
    String errors(PageCard card) {
        PagePart first = card.firstError();
        PagePart.Answer answer = first == null ? null : first.answer();
        return first == null || answer == null ? "" : messages.count("pages.errors", card.errors())
                + messages.get("pages.colon") + answer.status() + ' ' + RequestTexts.path(first.target());
    }

    /** From the page's request to the end of the last part. */
    String took(PageCard card) {
        return card.unfinished() > 0 && card.status() == 0 && card.page()
                ? "…" : Quantities.duration(card.took().toNanos());
    }

    /** Everything in one sentence, for those who listen. */
    String sentence(PageCard card, boolean open) {
        List<String> facts = new ArrayList<>();
        facts.add(requests(card));
        facts.add(messages.get("pages.spoken.sent", Quantities.bytes(card.bytes())));
        String errors = errors(card);
        facts.add(errors.isEmpty() ? messages.get("pages.spoken.noErrors") : errors);
        if (card.page()) {
            facts.add(messages.get("pages.spoken.took", took(card)));
        }
        if (!card.client().isEmpty()) {
            facts.add(messages.get("pages.spoken.client", card.client()));
        }
        String all = String.join(messages.get("pages.spoken.comma"), facts);
        String key = card.page() ? "pages.spoken.page" : "pages.spoken.others";
        return messages.get(key, title(card), Quantities.time(card.at()), card.status() == 0 ? "…" : card.status(), all)
                + messages.get(open ? "pages.spoken.open" : "pages.spoken.closed");
    }

    /** One request in one sentence. */
    String sentence(PagePart part) {
        PagePart.Answer answer = part.answer();
        String path = RequestTexts.escape(part.method()) + ' ' + RequestTexts.path(part.target());
        return answer == null
                ? messages.get("pages.spoken.unfinished", path)
                : messages.get("pages.spoken.request", path, answer.status(), RequestTexts.type(answer.mediaType()),
                        Quantities.bytes(answer.sentBytes()), Quantities.duration(answer.tookNanos()));
    }
}
