package dev.porthole.app.pages;

/** One line of the list of page loads. */
sealed interface PageItem {

    /** The page load that it belongs to. */
    PageCard card();

    /** Whether it stands for the same thing, perhaps at another moment. */
    boolean isSame(PageItem other);

    /**
     * A page load.
     *
     * @param card the page load
     * @param open whether its requests are listed below
     */
    record Card(PageCard card, boolean open) implements PageItem {
        @Override
        public boolean isSame(PageItem other) {
            return other instanceof Card that && that.card.id() == card.id();
        }
    }

    /**
     * One of its requests.
     *
     * @param card the page load
     * @param part the request
     * @param matches whether the filter finds it, or there is none
     */
    record Row(PageCard card, PagePart part, boolean matches) implements PageItem {
        @Override
        public boolean isSame(PageItem other) {
            return other instanceof Row that && that.part.number() == part.number();
        }
    }
}
