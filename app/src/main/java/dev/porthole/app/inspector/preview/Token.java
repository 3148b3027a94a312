package dev.porthole.app.inspector.preview;

/**
 * A piece of text of one kind.
 *
 * @param kind decides its colour
 * @param text not empty
 */
record Token(Kind kind, String text) {

    /** What a piece of text is. */
    enum Kind {
        /** Nothing in particular. */
        PLAIN,
        /** A word of the language, or the name of a tag. */
        KEYWORD,
        /** A name: of an attribute, a property, a member. */
        NAME,
        /** A text in quotation marks. */
        STRING,
        /** A number or a colour. */
        NUMBER,
        /** What is meant for people only. */
        COMMENT
    }
}
